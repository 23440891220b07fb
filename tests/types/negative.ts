// What must not compile, against either package.

declare const session: connect.CustomerChatSession;
declare const agentSession: connect.AgentChatSession;
const chatDetails = { contactId: "c", participantId: "p", participantToken: "t" };

// @ts-expect-error a controller declares no contact id
session.controller.contactId;
// @ts-expect-error getTranscript declares its argument as required
session.getTranscript();
// @ts-expect-error describeView declares InstanceId as required
session.describeView({ viewToken: "v" });
// @ts-expect-error an unknown content type
session.sendMessage({ message: "m", contentType: "text/html" });
// @ts-expect-error event content types are not for messages
session.sendMessage({ message: "m", contentType: "application/vnd.amazonaws.connect.event.typing" });
// @ts-expect-error a message is a string
session.sendMessage({ message: 5, contentType: "text/plain" });
// @ts-expect-error message content types are not for events
session.sendEvent({ contentType: "text/plain" });
// @ts-expect-error not declared, although it exists
session.sendEvent({ contentType: "application/vnd.amazonaws.connect.event.workflow.cancelled" });
// @ts-expect-error no such event
session.onConnectionEnded(() => {});
// @ts-expect-error for agents
session.cleanUpOnParticipantDisconnect();
// @ts-expect-error for customers
agentSession.disconnectParticipant();
// @ts-expect-error no such type
connect.ChatSession.create({ type: "SUPERVISOR", chatDetails });
// @ts-expect-error an agent needs the manager of Streams
connect.ChatSession.create({ type: "AGENT", chatDetails });
// @ts-expect-error the participant token is required
connect.ChatSession.create({ type: "CUSTOMER", chatDetails: { contactId: "c", participantId: "p" } });
// @ts-expect-error a string clears the override, null is refused
connect.ChatSession.setRegionOverride(null);
// @ts-expect-error a level is a number of LogLevel
connect.ChatSession.setGlobalConfig({ loggerConfig: { level: "INFO" } });
// @ts-expect-error the four methods are required
connect.ChatSession.setGlobalConfig({ loggerConfig: { customizedLogger: { debug: () => {} } } });
// @ts-expect-error no such level
connect.ChatSession.LogLevel.TRACE;
// @ts-expect-error without metadata in the arguments there is none in the result
session.sendMessage({ message: "m", contentType: "text/plain" }).then((result) => result.metadata);
// @ts-expect-error a chat that ended has no data
session.onEnded((event) => event.data);
// @ts-expect-error details are read-only
session.getChatDetails().contactId = "c";
// @ts-expect-error there is no level enumeration in the namespace: Streams has one
connect.LogLevel.INFO;
