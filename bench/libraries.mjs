/** What is compared, by the folder of its script. */
export const LIBRARIES = { ours: "dist", chatjs: "node_modules/amazon-connect-chatjs/dist" };
