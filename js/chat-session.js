import { AGENT, Controller, CUSTOMER } from "./controller.js";
import { illegalArgument } from "./errors.js";
import { ERROR, LogLevel } from "./level.js";
import { GLOBAL_CONFIG } from "./logs.js";
import { createSession } from "./session.js";

/** `connect.ChatSession`: a plain object, not a class. Its members stand in the order in which ChatJS has them. */
export function createChatSession(page) {
  const { config, csm, logs, streams } = page;

  /**
   * Creates a session; no request is made before `connect()`. Whatever is wrong with the details is logged and
   * leaves a session without a controller: pages rely on `create` not throwing for that.
   *
   * Throws IllegalArgument for an unknown session type.
   */
  const create = (args) => {
    const options = args.options || {};
    const type = args.type || AGENT;
    config.adopt(options);
    if (!args.disableCSM && type === CUSTOMER) {
      csm.loadCsmScriptAndExecute();
    }
    let controller;
    try {
      controller = new Controller(page, args, type, options);
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

  return {
    create,
    setGlobalConfig: config.setGlobalConfig,
    LogLevel,
    Logger: logs.Logger,
    SessionTypes: { AGENT, CUSTOMER },
    csmService: csm,
    setFeatureFlag: config.setFeatureFlag,
    setRegionOverride: config.setRegionOverride,
  };
}
