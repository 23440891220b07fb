import { AGENT, Controller, CUSTOMER } from "./controller.js";
import { illegalArgument } from "./errors.js";
import { defineHidden } from "./hidden.js";
import { ERROR, LogLevel } from "./level.js";
import { GLOBAL_CONFIG } from "./logs.js";
import { findRecord } from "./persistence.js";
import { createSession } from "./session.js";

/** `connect.ChatSession`: a plain object, not a class. Its members stand in the order in which ChatJS has them. */
export function createChatSession(page) {
  const { config, csm, logs, streams } = page;

  /**
   * Creates a session; no request is made before `connect()`. Whatever is wrong with the details is logged and
   * leaves a session without a controller: pages rely on `create` not throwing for that.
   *
   * Throws IllegalArgument for an unknown session type, and for options of ours that make no sense.
   */
  const create = (args) => {
    const options = args.options || {};
    const type = args.type || AGENT;
    const features = config.features(options);
    config.adopt(options);
    if (!args.disableCSM && type === CUSTOMER) {
      csm.loadCsmScriptAndExecute();
    }
    let controller;
    try {
      controller = new Controller(page, args, type, options, features);
    } catch (error) {
      streams.failed("CreateSessionError");
      logs.write(ERROR, GLOBAL_CONFIG, undefined, "Error while creating chat session", error);
    }
    const session = createSession(type, controller);
    if (!session) {
      throw illegalArgument(`Unkown value for session type, Allowed values are: ${[AGENT, CUSTOMER]}`, type);
    }
    return session;
  };

  /**
   * The customer's session that an earlier life of the page kept in `storage`: of `contactId`, or the last one.
   * It goes on with its options and from the last item that its handlers got. Undefined when there is none.
   */
  const resume = ({ storage, contactId, ...args }) => {
    const record = findRecord(storage, contactId);
    return record && create({ ...args, ...record.args, options: { ...args.options, ...record.options, persist: storage } });
  };

  const chatSession = {
    create,
    setGlobalConfig: config.setGlobalConfig,
    LogLevel,
    Logger: logs.Logger,
    SessionTypes: { AGENT, CUSTOMER },
    csmService: csm,
    setFeatureFlag: config.setFeatureFlag,
    setRegionOverride: config.setRegionOverride,
  };
  // Not enumerable: what a page finds by listing the members is what ChatJS has.
  defineHidden(chatSession, { resume });
  return chatSession;
}
