/** The connection's states by the number the core gives them. */
const STATUS = [
  "NeverStarted",
  "Starting",
  "Connected",
  "ConnectionLost",
  "Ended",
  "DeepHeartbeatSuccess",
  "DeepHeartbeatFailure",
];

const LINK_STATUS = {
  NeverStarted: "NeverEstablished",
  Starting: "Establishing",
  Connected: "Established",
  DeepHeartbeatSuccess: "Established",
};

/** The name that `_debug.websocketStatus` shows. */
export const statusName = (number) => STATUS[number];

/** The coarser name that `controller.getConnectionStatus()` gives: whatever is not on its way or up is broken. */
export const linkStatus = (status) => LINK_STATUS[status] || "Broken";
