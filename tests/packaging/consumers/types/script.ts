connect.ChatSession.setGlobalConfig({ region: "us-west-2" });
// @ts-expect-error the namespace has no such member
connect.nothing;
