// The parts of the declarations of Amazon Connect Streams that meet ours in the namespace `connect`.
declare namespace connect {
  enum LogLevel {
    INFO = "INFO",
  }

  interface WebSocketManager {
    onInitFailure(callback: () => void): () => void;
  }

  const core: {
    getWebSocketManager(): WebSocketManager;
  };
}
