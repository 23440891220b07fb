/**
 * Entry of the ES module and of the CommonJS module. They do what the script does, and hand out what they put into
 * the namespace: the values that the types declare there.
 */
import { connect } from "./connect.js";

export const { ChatSession, ChatJS, LogManager, csmService } = connect;

// ChatJS exports nothing, which a default import of it does not notice. It builds with this package, too.
export default connect;
