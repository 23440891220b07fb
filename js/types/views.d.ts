/** Views, which interactive messages show. */
declare namespace connect {
  interface View {
    Id?: string;
    Arn?: string;
    Name?: string;
    Status?: ViewStatus;
    Type?: ViewType;
    Description?: string;
    Version?: number;
    VersionDescription?: string;
    Content?: ViewContent;
    Tags?: Record<string, string>;
    CreatedTime?: Date;
    LastModifiedTime?: Date;
    ViewContentSha256?: string;
  }

  interface ViewStatus {
    readonly PUBLISHED: "PUBLISHED";
    readonly SAVED: "SAVED";
  }

  interface ViewType {
    readonly AWS_MANAGED: "AWS_MANAGED";
    readonly CUSTOMER_MANAGED: "CUSTOMER_MANAGED";
  }

  interface ViewContent {
    InputSchema?: string;
    Template?: string;
    Actions?: string[];
  }
}
