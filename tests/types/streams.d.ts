// The parts of the declarations of Amazon Connect Streams that meet ours in the namespace `connect`.
declare namespace connect {
  enum LogLevel {
    INFO = "INFO",
  }

  interface WebSocketManager {
    connect(): void;
    disconnect(): void;
    send(data: string): void;
    onMessage(callback: (data: string) => void): void;
  }

  const core: {
    getWebSocketManager(): WebSocketManager;
  };
}
