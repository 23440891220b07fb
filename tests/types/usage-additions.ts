// What only our declarations have. Compiled against ours.

connect.ChatSession.setGlobalConfig({
  endpoint: "http://127.0.0.1:8080",
  loggerConfig: { logger: console, level: 10, logContent: true, advancedLogWriter: null },
  webSocketManagerConfig: { isNetworkOnline: async () => true },
  csmConfig: {
    widgetType: "Mine",
    onMetric: (metric) => {
      const value: number = metric.value;
      console.log(metric.metricName, metric.unit === "Count", value);
    },
  },
});

const own: string | undefined = connect.ChatJS.implementation?.version;
const logger = connect.LogManager.getLogger({ prefix: "Page", logMetaData: { page: 1 } });
logger.info("text", own, { a: 1 });
connect.csmService.addCountMetric("name", "UI");

const withToken = connect.ChatSession.create({
  type: "AGENT",
  chatDetails: {
    contactId: "c",
    initialContactId: "c",
    participantId: "p",
    participantToken: "",
    getConnectionToken: async () => ({ chatTokenTransport: { participantToken: "t", expiry: "" } }),
  },
  websocketManager: undefined as unknown as connect.WebSocketManager,
  disableCSM: true,
});
void withToken.sendMessageReceipt?.({ event: "read", messageId: "m", metadata: 1 });
void withToken.sendMessageReceipt?.({ event: "delivered", message: { Id: "m" } });
withToken.onAuthenticationExpired?.(() => {});
withToken.onConnectionLost(({ data }) => console.log(data?.reason));
console.log(withToken.controller.getConnectionStatus?.() === "Established");
