import assert from "node:assert/strict";
import test from "node:test";
import { Stop } from "../../scripts/lib/report.mjs";
import { slimGlue } from "../../scripts/lib/slim-glue.mjs";

const GLUE = `export class Client {
    __destroy_into_raw() {
        return this.__wbg_ptr;
    }
    free() {
        wasm.__wbg_client_free(this.__destroy_into_raw(), 0);
    }
    status(session) {
        return wasm.client_status(this.__wbg_ptr, session);
    }
    constructor(host) {
        this.__wbg_ptr = wasm.client_new(host);
        ClientFinalization.register(this, this.__wbg_ptr, this);
        return this;
    }
}
if (Symbol.dispose) Client.prototype[Symbol.dispose] = Client.prototype.free;
const ClientFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_client_free(ptr, 1));

function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
        numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
}
if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        return view;
    };
}
`;

const SLIM = `export class Client {
    status(session) {
        return wasm.client_status(this.__wbg_ptr, session);
    }
    constructor(host) {
        this.__wbg_ptr = wasm.client_new(host);
        return this;
    }
}

function decodeText(bytes) {
    return cachedTextDecoder.decode(bytes);
}
`;

test("what no page uses is left out, and nothing else", () => {
  assert.equal(slimGlue(GLUE), SLIM);
});

test("glue of another shape stops the build", () => {
  assert.throws(() => slimGlue(GLUE.replace("numBytesDecoded +=", "bytesDecoded +=")), Stop);
});
