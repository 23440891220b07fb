/**
 * Differences from ChatJS 5.0.0 that are meant, by the entry of docs/differences.md that says what
 * changed and why. Each line: where in the trace, what is there in ours, and the scenarios in which it
 * shows, all of them. One that shows it no longer fails the run.
 *
 * In a path `[n]` counts in the reference, `[-n]` is only there and `[+n]` only here. Ours is a
 * value, the name of an event, request or line, or the beginning of a long value.
 * All of it can be read in target/conformance/differences.json after a run.
 */
const NOTHING = undefined;

const MEANT = {
  a1: [
    ["requests[-1]", NOTHING, "reconnect/first-handshake-refused"],
  ],
  a2: [
    ["events.main[-4]", NOTHING, "reconnect/network-failure"],
    ["events.main[+4]", "CONNECTION_ESTABLISHED", "reconnect/network-failure"],
    ["events.main[+5]", "DEEP_HEARTBEAT_SUCCESS", "reconnect/network-failure"],
    ["events.main[+6]", "INCOMING_MESSAGE", "reconnect/network-failure"],
    ["requests[+2]", "POST /participant/connection", "reconnect/network-failure"],
    ["requests[2].headers.x-amz-bearer", "<connection token 2>", "reconnect/network-failure"],
    ["sockets[+1]", "{sent, closed}", "reconnect/network-failure"],
  ],
  a3: [
    ["events.main[-5]", NOTHING, "ending/in-the-background-late"],
    ["events.main[+5]", "INCOMING_MESSAGE", "ending/in-the-background-late"],
    ["events.main[+6]", "CHAT_ENDED", "ending/in-the-background-late"],
  ],
  a8: [
    ["calls.again.outcome", "resolved", "connect/after-broken"],
    ["calls.again.value", "{_debug, connectSuccess, connectCalled, metadata}", "connect/after-broken"],
    ["calls.second.outcome", "resolved", "connect/after-failure"],
    ["calls.second.value", "{_debug, connectSuccess, connectCalled, metadata}", "connect/after-failure"],
    ["events.main", "3 entries", "connect/after-failure"],
    ["events.main[+5]", "CONNECTION_ESTABLISHED", "connect/after-broken"],
    ["events.main[+6]", "CONNECTION_ESTABLISHED", "connect/after-broken"],
    ["events.main[+7]", "DEEP_HEARTBEAT_SUCCESS", "connect/after-broken"],
    ["logs[-25]", NOTHING, "connect/after-failure"],
    ["logs[-27]", NOTHING, "connect/after-broken"],
    ["logs[+25]", "INFO Connect successful!", "connect/after-failure"],
    ["logs[+26]", "WARN onConnectionSuccess response", "connect/after-failure"],
    ["logs[+27]", "WARN onConnectionSuccess responseObject", "connect/after-failure"],
    ["logs[+27]", "INFO Connect successful!", "connect/after-broken"],
    ["logs[+28]", "WARN onConnectionSuccess response", "connect/after-broken"],
    ["logs[+29]", "WARN onConnectionSuccess responseObject", "connect/after-broken"],
    ["requests[+1]", "POST /participant/connection", "connect/after-failure"],
    ["requests[+2]", "POST /participant/connection", "connect/after-broken"],
    ["sockets[+0]", "{sent, closed}", "connect/after-failure"],
    ["sockets[+1]", "{sent, closed}", "connect/after-broken"],
  ],
  a9: [
    ["requests[-1]", NOTHING, "reconnect/short-token"],
    ["requests[2].headers.x-amz-bearer", "<connection token 1>", "reconnect/short-token"],
  ],
  a14: [
    ["events.main[+4]", "CONNECTION_LOST", "reconnect/missed-heartbeat"],
    ["events.main[+5]", "CONNECTION_ESTABLISHED", "reconnect/missed-heartbeat"],
  ],
  a17: [
    ["values.asked while connected", false, "reconnect/predicate-while-connected"],
  ],
  a20: [
    ["errors[-0]", NOTHING, "incoming/broken-frames"],
    ["errors[-1]", NOTHING, "incoming/broken-frames"],
    ["errors[-2]", NOTHING, "incoming/broken-frames"],
  ],
  b29: [
    ["calls.create broken.outcome", "returned", "streams/not-initialised"],
    ["calls.create broken.value", "function", "streams/not-initialised"],
    ["calls.create.outcome", "returned", "streams/not-initialised"],
    ["calls.create.value", "function", "streams/not-initialised"],
    ["logs[+1]", "INFO Browser info:", "streams/not-initialised"],
    ["logs[+2]", "ERROR Error while creating chat session", "streams/not-initialised"],
  ],
  b30: [
    ["calls.configure.outcome", "returned", "logging/throwing"],
    ["calls.configure.value", "<undefined>", "logging/throwing"],
    ["calls.create.outcome", "returned", "logging/throwing"],
    ["calls.create.value.<error>", NOTHING, "logging/throwing"],
    ["calls.create.value.<instance>", true, "logging/throwing"],
    [
      "calls.create.value.controller",
      "{<instance>, pubsub, sessionType, connectionDetails, initialContactId, contactId, participantId, chatClient, participantToken, websocketManager, sessionMetadata, connectionDetailsProvider, connectionHelper, hasChatEnded}",
      "logging/throwing",
    ],
    ["calls.create.value.message", NOTHING, "logging/throwing"],
    ["calls.create.value.name", NOTHING, "logging/throwing"],
    ["calls.without warn.outcome", "returned", "logging/incomplete"],
    ["calls.without warn.value", "<undefined>", "logging/incomplete"],
    [
      "console[+0]", "error ChatJS could not write to the logger of loggerConfig with warn()",
      "logging/incomplete logging/throwing",
    ],
    ["values.session", "function", "logging/throwing"],
  ],
  b32: [
    ["calls.cancel.outcome", "rejected", "connect/unguarded-before"],
    [
      "calls.cancel.value", "Failed to call cancelParticipantAuthentication, No active co...",
      "connect/unguarded-before",
    ],
    ["calls.describeView.outcome", "rejected", "connect/unguarded-before"],
    ["calls.describeView.value", "Failed to call describeView, No active connection", "connect/unguarded-before"],
    ["calls.getAuthenticationUrl.outcome", "rejected", "connect/unguarded-before"],
    [
      "calls.getAuthenticationUrl.value", "Failed to call getAuthenticationUrl, No active connection",
      "connect/unguarded-before",
    ],
    ["logs[+2]", "ERROR Cannot call describeView before calling connect()", "connect/unguarded-before"],
    ["logs[+3]", "ERROR Cannot call getAuthenticationUrl before calling connect()", "connect/unguarded-before"],
    [
      "logs[+4]", "ERROR Cannot call cancelParticipantAuthentication before calling connect()",
      "connect/unguarded-before",
    ],
  ],
  b41: [
    [
      "events.first[+1]", "CONNECTION_BROKEN",
      "agent-manager/new-manager-old-session agent/manager-without-deep-heartbeat agent/new-manager",
    ],
  ],
  b42: [
    ["calls.second.outcome", "resolved", "agent/manager-without-deep-heartbeat"],
    ["calls.second.value._debug.<error>", NOTHING, "agent/manager-without-deep-heartbeat"],
    ["calls.second.value._debug.message", NOTHING, "agent/manager-without-deep-heartbeat"],
    ["calls.second.value._debug.name", NOTHING, "agent/manager-without-deep-heartbeat"],
    ["calls.second.value._debug.websocketStatus", "Starting", "agent/manager-without-deep-heartbeat"],
    ["calls.second.value.connectSuccess", true, "agent/manager-without-deep-heartbeat"],
    ["events.second", "1 entries", "agent/manager-without-deep-heartbeat"],
    ["logs[-50]", NOTHING, "agent/manager-without-deep-heartbeat"],
    ["logs[+50]", "INFO Connect successful!", "agent/manager-without-deep-heartbeat"],
    ["logs[+51]", "WARN onConnectionSuccess response", "agent/manager-without-deep-heartbeat"],
    ["logs[+52]", "WARN onConnectionSuccess responseObject", "agent/manager-without-deep-heartbeat"],
    ["requests[+1]", "POST /participant/connection", "agent/manager-without-deep-heartbeat"],
    ["timeline[+10]", "manager.onMessage(aws/chat)", "agent/manager-without-deep-heartbeat"],
    ["timeline[+11]", "manager.onConnectionGain()", "agent/manager-without-deep-heartbeat"],
    ["timeline[+12]", "manager.onConnectionLost()", "agent/manager-without-deep-heartbeat"],
    ["timeline[+13]", "manager.onInitFailure()", "agent/manager-without-deep-heartbeat"],
    ["timeline[+14]", "manager.onDeepHeartbeatSuccess()", "agent/manager-without-deep-heartbeat"],
    ["timeline[+15]", "manager.onDeepHeartbeatFailure()", "agent/manager-without-deep-heartbeat"],
    ["timeline[+9]", "manager.subscribeTopics([\"aws/chat\"])", "agent/manager-without-deep-heartbeat"],
  ],
  b44: [
    ["calls.connect agent.value._debug.cause", "{type, message, stack, statusCode}", "agent-tokens/no-participant-token"],
    [
      "calls.connect agent.value._debug.message", "AccessDeniedException: Access denied",
      "agent-tokens/no-participant-token",
    ],
    [
      "calls.connect.value._debug.cause", "{type, message, stack, statusCode}",
      "agent-telemetry/both-fail agent-telemetry/refused agent/both-sources-fail",
    ],
    ["calls.connect.value._debug.message", "AccessDeniedException: no", "agent/both-sources-fail"],
    ["calls.connect.value._debug.message", "AccessDeniedException: UnknownError", "agent-telemetry/refused"],
    ["calls.connect.value._debug.message", "InternalServerException: UnknownError", "agent-telemetry/both-fail"],
    [
      "logs[24].rest[0]._debug.cause", "{type, message, stack, statusCode}",
      `
        agent-telemetry/both-fail agent-telemetry/refused agent-tokens/no-participant-token
        agent/both-sources-fail`,
    ],
  ],
  b45: [
    ["events.agent[-1]", NOTHING, "agent/receipts-across-chats"],
    ["events.main[-4]", NOTHING, "incoming/filter-receipts"],
    ["events.main[3].payload.data.ContactId", NOTHING, "incoming/filter-receipts"],
    ["events.main[3].payload.data.InitialContactId", NOTHING, "incoming/filter-receipts"],
    ["events.main[5].payload.data.Id", "<item 2>", "incoming/filter-receipts"],
  ],
  c47: [
    ["requests[1].headers.x-amz-user-agent", "AmazonConnect-ChatJS/5.0.0-Later/2", "config/changed-later"],
    ["requests[2].headers.x-amz-user-agent", "AmazonConnect-ChatJS/5.0.0-Later/2", "config/changed-later"],
  ],
  c49: [
    ["calls.second.value.data.$metadata.requestId", "<request id 2>", "typing/two-sessions"],
    ["calls.second.value.data.Id", "<item 2>", "typing/two-sessions"],
    ["calls.soon after.outcome", "resolved", "typing/failure"],
    ["calls.soon after.value.data", "{$metadata, AbsoluteTime, Id}", "typing/failure"],
    ["calls.soon after.value.message", NOTHING, "typing/failure"],
    ["calls.soon after.value.stack", NOTHING, "typing/failure"],
    ["calls.soon after.value.statusCode", NOTHING, "typing/failure"],
    ["calls.soon after.value.type", NOTHING, "typing/failure"],
    ["events.main[+3]", "INCOMING_TYPING", "typing/failure"],
    ["events.second[+3]", "INCOMING_TYPING", "typing/two-sessions"],
    ["requests[+2]", "POST /participant/event", "typing/failure"],
    ["requests[+3]", "POST /participant/event", "typing/two-sessions"],
  ],
  c50: [
    [
      "requests[1].body.ClientToken", "<client token 1>",
      `
        agent-contacts/receipts config/features-list config/throttle-time receipts/again receipts/content-object
        receipts/default-throttle receipts/delivered receipts/delivered-three receipts/mixed receipts/read receipts/read-supersedes-delivered
        receipts/read-three receipts/real-message receipts/refused receipts/result-object receipts/same-waiter-twice
        receipts/switched-on-again receipts/unthrottled-delivered receipts/unthrottled-read receipts/unthrottled-two`,
    ],
    [
      "requests[2].body.ClientToken", "<client token 2>",
      `
        agent-contacts/receipts config/throttle-time receipts/again receipts/content-object receipts/default-throttle
        receipts/mixed receipts/real-message receipts/switched-on-again`,
    ],
    ["requests[2].body.ClientToken", "<client token 1>", "receipts/known-from-transcript"],
    ["requests[3].body.ClientToken", "<client token 3>", "receipts/again"],
    ["requests[3].body.ClientToken", "<client token 2>", "receipts/known-from-transcript"],
  ],
  c51: [
    ["calls.after.value.data.MessageMetadata", {"MessageId":"<item 2>"}, "reconnect/token-renewal"],
    ["calls.answer.value.data.MessageMetadata", {"MessageId":"<item 1>"}, "incoming/reentrant"],
    ["calls.before.value.data.MessageMetadata", {"MessageId":"<item 1>"}, "reconnect/token-renewal"],
    [
      "calls.first.value.data.MessageMetadata", {"MessageId":"<item 1>"},
      "message/same-client-token message/two-sessions",
    ],
    ["calls.second.value.data.MessageMetadata", {"MessageId":"<item 1>"}, "message/same-client-token"],
    ["calls.second.value.data.MessageMetadata", {"MessageId":"<item 2>"}, "message/two-sessions"],
    ["calls.send afterwards.value.data.MessageMetadata", {"MessageId":"<item 1>"}, "connect/while-pending"],
    [
      "calls.send.value.data.MessageMetadata", {"MessageId":"<item 1>"},
      `
        agent/messages agent/transcript-role config/changed-later config/user-agent-suffix connect/preflight
        connect/send-at-once ending/break-connection ending/clean-up ending/transfer ending/usable-until-ended
        errors/parallel errors/retry-after-date errors/retry-after-seconds errors/retry-once errors/retry-twice
        errors/throttled errors/throttled-by-name errors/timeout-by-name globals/controller-in-use logging/tokens
        message/arguments-untouched message/client-token message/interactive message/interactive-response message/json
        message/markdown message/plain message/unicode receipts/own-message reconnect/abrupt reconnect/calls-while-lost
        reconnect/closed-1000 reconnect/closed-4000 reconnect/network-failure reconnect/short-token
        reconnect/validation-failure`,
    ],
    ["calls.send.value.data.MessageMetadata", {"MessageId":"i"}, "message/answer-extra-keys"],
  ],
  c52: [
    ["calls.attachment.value.message", "The attachment was not accepted.", "attachments/put-refused"],
    ["calls.attachment.value.statusCode", 403, "attachments/put-refused"],
    ["calls.attachment.value.type", "403", "attachments/put-refused"],
    ["calls.download.outcome", "rejected", "attachments/download-refused"],
    ["calls.download.value.<blob>", NOTHING, "attachments/download-refused"],
    ["calls.download.value.message", "The attachment could not be downloaded.", "attachments/download-refused"],
    ["calls.download.value.size", NOTHING, "attachments/download-refused"],
    ["calls.download.value.stack", "<array of strings>", "attachments/download-refused"],
    ["calls.download.value.statusCode", 403, "attachments/download-refused"],
    ["calls.download.value.type", "403", "attachments/download-refused"],
    ["requests[-3]", NOTHING, "attachments/put-refused"],
    ["values.text", null, "attachments/download-refused"],
  ],
  c53: [
    ["calls.send.value.statusCode", 502, "errors/html-502"],
    ["calls.send.value.statusCode", 403, "errors/html-403"],
    ["calls.send.value.statusCode", 200, "message/answer-not-json"],
    ["requests[+2]", "POST /participant/message", "errors/html-502"],
    ["requests[+3]", "POST /participant/message", "errors/html-502"],
  ],
  c54: [
    ["values.waited", true, "errors/retry-after-seconds"],
  ],
  d60: [
    ["calls.delivered m1 unthrottled.outcome", "resolved", "receipts/unthrottled-two"],
    ["calls.delivered m1 unthrottled.value", "{message, metadata}", "receipts/unthrottled-two"],
    ["calls.delivered m1.outcome", "resolved", "receipts/read-supersedes-delivered"],
    [
      "calls.delivered m1.value", {"message":"Event already fired","metadata":"delivered m1"},
      "receipts/read-supersedes-delivered",
    ],
    ["calls.first.outcome", "resolved", "receipts/same-waiter-twice"],
    ["calls.first.value", {"message":"Event already fired","metadata":"first"}, "receipts/same-waiter-twice"],
  ],
  d63: [
    ["calls.again.value.data", "{$metadata, AbsoluteTime, Id}", "receipts/refused"],
    ["calls.again.value.message", NOTHING, "receipts/refused"],
    ["requests[+2]", "POST /participant/event", "receipts/refused"],
  ],
  d64: [
    ["calls.delivered.outcome", "resolved", "receipts/pending-at-the-end"],
    [
      "calls.delivered.value", {"message":"Event already fired","metadata":"delivered"},
      "receipts/pending-at-the-end",
    ],
    ["calls.read.outcome", "resolved", "receipts/pending-at-the-end"],
    ["calls.read.value.<error>", NOTHING, "receipts/pending-at-the-end"],
    ["calls.read.value.message", "Event already fired", "receipts/pending-at-the-end"],
    ["calls.read.value.name", NOTHING, "receipts/pending-at-the-end"],
    ["logs[-27]", NOTHING, "receipts/pending-at-the-end"],
  ],
  d66: [
    ["calls.delivered 2.value.metadata", "delivered 2", "receipts/mixed"],
    ["calls.delivered m1.value.metadata", "delivered m1", "receipts/delivered-three"],
    ["calls.delivered m2.value.metadata", "delivered m2", "receipts/delivered-three"],
    ["calls.read 1.value.metadata", "read 1", "receipts/mixed receipts/result-object"],
    ["calls.read m1.value.metadata", "read m1", "receipts/read-three"],
    ["calls.read m2.value.metadata", "read m2", "receipts/read-three"],
    ["values.same object", false, "receipts/result-object"],
  ],
  d67: [
    ["calls.read.value.data", "{$metadata, AbsoluteTime, Id}", "receipts/of-others-in-transcript"],
    ["calls.read.value.message", NOTHING, "receipts/of-others-in-transcript"],
    ["requests[+2]", "POST /participant/event", "receipts/of-others-in-transcript"],
  ],
  d70: [
    ["values.order", "4 5 6 7 8 9", "updates/backwards-ascending"],
    ["values.steps[-2]", NOTHING, "updates/send-echo-first"],
    ["values.steps[+2]", "5 -, mine SENDING", "updates/send-echo-first"],
  ],
  d71: [
    ["values.last.transcript[0].MessageMetadata", {"Status":"SENT"}, "updates/send-echo-first"],
    ["values.roles[-0]", NOTHING, "agent/transcript-role"],
    ["values.roles[+0]", "AGENT", "agent/transcript-role"],
    ["values.steps[-3]", NOTHING, "updates/send-echo-first"],
    ["values.steps[+3]", "5 SENT", "updates/send-echo-first"],
    ["values.update.transcript[-1]", NOTHING, "updates/receipt-items"],
    ["values.update.transcript[0].MessageMetadata", {"Status":"READ"}, "updates/receipt-items"],
    ["values.updates[3].transcript[-2]", NOTHING, "updates/incoming"],
    [
      "values.updates[3].transcript[0].MessageMetadata", {"MessageId":"made-up","Status":"SENT"},
      "updates/send-answer-first",
    ],
    ["values.updates[4].transcript[-2]", NOTHING, "updates/incoming"],
  ],
  d72: [
    ["events.main[-5]", NOTHING, "streaming/late-chunk"],
    ["events.main[3].payload.data.Content", "", "streaming/no-content"],
    ["events.main[4].payload.data.Content", "two", "streaming/no-content"],
    ["events.main[5].payload.data.AbsoluteTime", "<time>", "streaming/transcript-between"],
    ["values.contents[-0]", NOTHING, "streaming/no-content"],
    ["values.contents[-1]", NOTHING, "streaming/no-content"],
    ["values.contents[-2]", NOTHING, "streaming/late-chunk"],
    ["values.contents[+0]", "", "streaming/no-content"],
    ["values.contents[+1]", "two", "streaming/no-content"],
  ],
  e77: [
    ["values.methods[+0]", "error: ERROR [\"error\"] ", "logging/level-name"],
    ["values.methods[+1]", "info: ADVANCED_LOG [\"advancedLog\"] ", "logging/level-name"],
  ],
  e78: [
    ["console[-0]", NOTHING, "logging/console-after-custom logging/writer-log-console logging/writer-missing"],
    ["console[-1]", NOTHING, "logging/console-after-custom"],
    [
      "console[+0]",
      "warn WARN [<time>] ChatJS-GlobalConfig: enabling message-receipts by default; to disable set config.features.messageReceipts.shouldSendMessageReceipts = false ",
      "logging/console-after-custom logging/writer-log-console",
    ],
    ["console[+1]", "info INFO [<time>] PFX: text {\"a\":1} ", "logging/console-after-custom"],
  ],
  e79: [
    ["calls.advanced.outcome", "returned", "logging/writer-log-console"],
    ["calls.advanced.value", "ADVANCED_LOG [<time>] advanced ", "logging/writer-log-console"],
    ["console[-0]", NOTHING, "logging/writer-error logging/writer-null"],
    ["console[+1]", "log ADVANCED_LOG [<time>] advanced ", "logging/writer-log-console"],
    ["values.lines[0][-0]", NOTHING, "logging/writer-error"],
    ["values.lines[0][+0]", "error", "logging/writer-error"],
  ],
  e80: [
    ["calls.Logger.info.outcome", "returned", "globals/logger-statics"],
    ["calls.Logger.info.value", "<undefined>", "globals/logger-statics"],
  ],
  e81: [
    ["values.added[-1]", NOTHING, "globals/leaks"],
    ["values.added[-2]", NOTHING, "globals/leaks"],
  ],
  e82: [
    ["console[-0]", NOTHING, "csm/authentication csm/enabled"],
    ["values.csm", "undefined", "csm/enabled"],
    ["values.onbeforeunload", "object", "csm/enabled"],
    ["values.scripts", 0, "csm/enabled"],
  ],
  e83: [
    ["values.queued", false, "csm/foreign-queue"],
  ],
  e84: [
    ["values.failures", 0, "csm/authentication"],
  ],
  e86: [
    ["values.later than the page", false, "globals/build-time"],
  ],
  e87: [
    ["values.of the first", 1, "logging/socket-lines"],
    ["values.of the second", 1, "logging/socket-lines"],
  ],
  "g-implementation": [
    ["values.ChatJS.implementation", {"name":"amazon-connect-chat-wasm","version":"0.1.0"}, "globals/fresh-page"],
  ],
  "g-manager": [
    ["calls.init.value.webSocketConnectionFailed", true, "globals/websocket-manager-alone"],
    ["sockets[-0]", NOTHING, "globals/websocket-manager-alone"],
    ["timeline[-0]", NOTHING, "globals/websocket-manager-alone"],
    ["timeline[+0]", "init failure", "globals/websocket-manager-alone"],
  ],
  "g-odd-input": [
    ["calls.connect.outcome", "resolved", "agent-manager/without-loss"],
    ["calls.connect.value._debug.<error>", NOTHING, "agent-manager/without-loss"],
    ["calls.connect.value._debug.message", NOTHING, "agent-manager/without-loss"],
    ["calls.connect.value._debug.name", NOTHING, "agent-manager/without-loss"],
    ["calls.connect.value._debug.websocketStatus", "Starting", "agent-manager/gain-on-registration agent-manager/without-loss"],
    ["calls.connect.value.connectSuccess", true, "agent-manager/without-loss"],
    ["events.agent", "3 entries", "agent-manager/without-loss"],
    ["events.agent[+1]", "CONNECTION_ESTABLISHED", "agent-manager/gain-on-registration"],
    ["events.agent[0].payload._debug.websocketStatus", "Starting", "agent-manager/gain-on-registration"],
    ["logs[-24]", NOTHING, "agent-manager/without-loss"],
    ["logs[+24]", "INFO Connect successful!", "agent-manager/without-loss"],
    ["logs[+25]", "WARN onConnectionSuccess response", "agent-manager/without-loss"],
    ["logs[+26]", "WARN onConnectionSuccess responseObject", "agent-manager/without-loss"],
    ["logs[25].rest[0].websocketStatus", "Starting", "agent-manager/gain-on-registration"],
    ["logs[26].rest[0]._debug.websocketStatus", "Starting", "agent-manager/gain-on-registration"],
    ["requests[+0]", "POST /participant/connection", "agent-manager/without-loss"],
    ["timeline[+3]", "manager.onInitFailure()", "agent-manager/without-loss"],
    ["timeline[+4]", "manager.onDeepHeartbeatSuccess()", "agent-manager/without-loss"],
    ["timeline[+5]", "manager.onDeepHeartbeatFailure()", "agent-manager/without-loss"],
    ["logs[28].rest[-0]", NOTHING, "updates/fetch-fails"],
    ["calls.send.value.message", "Expected a non-null value for body.", "message/answer-array message/answer-null"],
    ["calls.transcript.value.data.InitialContactId", 7, "transcript/deep-copy"],
    ["console[-0]", NOTHING, "message/answer-numbers transcript/deep-copy"],
    ["console[-1]", NOTHING, "message/answer-numbers"],
    ["events.main[+4]", "INCOMING_MESSAGE", "incoming/inherited-name"],
    ["events.main[3].payload.data.Content", "x", "incoming/inherited-name"],
    ["events.main[3].payload.data.ContentType", "constructor", "incoming/inherited-name"],
  ],
  "g-reason": [
    ["events.agent[1].payload.data.reason", "supplied-connection", "agent/init-failure"],
    ["events.agent[1].payload.data.reason", "invalid-url", "agent/without-manager"],
    ["events.agent[3].payload.data.reason", "supplied-connection", "agent-manager/status"],
    ["events.agent[5].payload.data.reason", "supplied-connection", "agent/events"],
    ["events.agent[6].payload.data.reason", "supplied-connection", "agent-manager/status"],
    ["events.first[2].payload.data.reason", "supplied-connection", "agent-manager/later-session"],
    [
      "events.main[0].payload.data.reason", "invalid-url",
      "connect/bare-scheme connect/empty-url connect/http-url connect/plain-ws-elsewhere",
    ],
    ["events.main[1].payload.data.reason", "socket-refused", "reconnect/first-handshake-refused"],
    [
      "events.main[3].payload.data.reason", "socket-closed",
      `
        connect/after-broken ending/in-the-background ending/in-the-background-late reconnect/abrupt
        reconnect/access-denied reconnect/calls-while-lost reconnect/closed-1000 reconnect/closed-4000 reconnect/gap
        reconnect/network-failure reconnect/tracked reconnect/validation-failure`,
    ],
    [
      "events.main[4].payload.data.reason", "connection-details-refused",
      "connect/after-broken reconnect/validation-failure",
    ],
    ["events.second[1].payload.data.reason", "supplied-connection", "agent-manager/later-session"],
    [
      "events.second[2].payload.data.reason", "supplied-connection",
      "agent-contacts/transfer-of-one agent-manager/left-alone-between-contacts",
    ],
  ],
  "g-receipt-method": [
    ["calls.delivered.outcome", "resolved", "newer/send-message-receipt"],
    ["calls.delivered.value.<error>", NOTHING, "newer/send-message-receipt"],
    ["calls.delivered.value.data", "{$metadata, AbsoluteTime, Id}", "newer/send-message-receipt"],
    ["calls.delivered.value.message", NOTHING, "newer/send-message-receipt"],
    ["calls.delivered.value.metadata", null, "newer/send-message-receipt"],
    ["calls.delivered.value.name", NOTHING, "newer/send-message-receipt"],
    ["calls.read.outcome", "resolved", "newer/send-message-receipt"],
    ["calls.read.value.<error>", NOTHING, "newer/send-message-receipt"],
    ["calls.read.value.data", "{$metadata, AbsoluteTime, Id}", "newer/send-message-receipt"],
    ["calls.read.value.message", NOTHING, "newer/send-message-receipt"],
    ["calls.read.value.metadata", null, "newer/send-message-receipt"],
    ["calls.read.value.name", NOTHING, "newer/send-message-receipt"],
    ["events.main[3].payload.data.Id", "<item 3>", "newer/send-message-receipt"],
    ["requests[+1]", "POST /participant/event", "newer/send-message-receipt"],
    ["requests[+2]", "POST /participant/event", "newer/send-message-receipt"],
    ["values.methods[+44]", "sendMessageReceipt", "globals/agent-session globals/customer-session"],
  ],
  "g-reliable": [
    ["calls.a function.value", "<function>", "create/handlers"],
    ["values.methods[+0]", "cancelMessage", "globals/agent-session globals/customer-session"],
    ["values.methods[+5]", "dispose", "globals/agent-session globals/customer-session"],
    ["values.methods[+11]", "loadPreviousTranscript", "globals/agent-session globals/customer-session"],
    ["values.methods[+12]", "messages", "globals/agent-session globals/customer-session"],
    ["values.methods[+24]", "onConnectionStateChanged", "globals/agent-session globals/customer-session"],
    ["values.methods[+29]", "onError", "globals/agent-session globals/customer-session"],
    ["values.methods[+36]", "onRecovery", "globals/agent-session globals/customer-session"],
    ["values.methods[+39]", "onTypingChanged", "globals/agent-session globals/customer-session"],
    ["values.methods[+40]", "retryMessage", "globals/agent-session globals/customer-session"],
  ],
  "g-receipts": [
    ["calls.read.outcome", "rejected", "receipts/kept-by-later-configuration"],
    ["calls.read.value.data.$metadata", NOTHING, "receipts/kept-by-later-configuration"],
    ["calls.read.value.data.AbsoluteTime", NOTHING, "receipts/kept-by-later-configuration"],
    [
      "calls.read.value.data.content", "{\"messageId\":\"m1\",\"disableThrottle\":true}",
      "receipts/kept-by-later-configuration",
    ],
    [
      "calls.read.value.data.contentType", "application/vnd.amazonaws.connect.event.message.read",
      "receipts/kept-by-later-configuration",
    ],
    ["calls.read.value.data.Id", NOTHING, "receipts/kept-by-later-configuration"],
    ["calls.read.value.data.metadata", "read", "receipts/kept-by-later-configuration"],
    ["calls.read.value.errorMessage", "Ignoring messageReceipt: false", "receipts/kept-by-later-configuration"],
    ["calls.read.value.metadata", NOTHING, "receipts/kept-by-later-configuration"],
    ["logs[-31]", NOTHING, "receipts/kept-by-later-configuration"],
    ["logs[+31]", "WARN Ignoring messageReceipt: false", "receipts/kept-by-later-configuration"],
    ["requests[-1]", NOTHING, "receipts/kept-by-later-configuration"],
  ],
};

/** The same as a list of `{anchor, path, ours, at: [scenario ids]}`. */
export const differences = Object.entries(MEANT).flatMap(([anchor, places]) =>
  places.map(([path, ours, scenarios]) => ({ anchor, path, ours, at: scenarios.trim().split(/\s+/) })),
);
