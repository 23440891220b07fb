importScripts("/amazon-connect-chat.js");

import("./worker.mjs").then(({ answer }) => answer(self.connect));
