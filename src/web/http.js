// One request through the browser's fetch (http.rs). Everything that can happen comes back as one
// object; nothing is thrown.

const fault = (error) => ({
  name: String(error?.name ?? "Error"),
  message: String(error?.message ?? error),
  native: error,
});

const read = async (response, asBlob) => {
  const { status, headers } = response;
  const header = (...names) => names.map((name) => headers.get(name)).find((value) => value != null);
  const answer = {
    status,
    requestId: header("x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"),
    extendedRequestId: header("x-amz-id-2"),
    cfId: header("x-amz-cf-id"),
    errorType: header("x-amzn-errortype"),
    retryAfter: header("retry-after"),
  };
  if (asBlob) return { ...answer, hasBody: true, body: await response.blob() };
  const text = await response.text();
  if (!text) return answer;
  try {
    return { ...answer, hasBody: true, body: JSON.parse(text) };
  } catch (error) {
    return { ...answer, unreadable: fault(error) };
  }
};

// fetch does not tell how much of a body is sent; XMLHttpRequest does.
const upload = (url, headers, { attachment, onProgress }, signal) =>
  onProgress
    ? new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("PUT", url);
        for (const name of Object.keys(headers ?? {})) request.setRequestHeader(name, headers[name]);
        request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
        request.onload = () => resolve(new Response(null, { status: request.status }));
        request.onerror = () => reject(new TypeError("Failed to upload"));
        signal?.addEventListener("abort", () => request.abort());
        request.send(attachment);
      })
    : fetch(url, { method: "PUT", headers, body: attachment, signal });

/**
 * Sends and calls `done` once with the answer. Returns the function that gives it up, after which `done`
 * is not called.
 * kind: 0 service, 1 upload, 2 download.
 */
export const send = (kind, method, url, bearer, agent, headers, body, done) => {
  let abandoned = false;
  const controller = globalThis.AbortController && new AbortController();
  const start = async () => {
    const init = { method, signal: controller?.signal };
    if (kind === 0) {
      // A base URL that is none is named as such, before fetch words it its own way. Not every engine has it.
      globalThis.URL && new URL(url);
      init.headers = { "x-amz-user-agent": agent };
      if (bearer != null) init.headers["x-amz-bearer"] = bearer;
      if (body !== undefined) {
        init.headers["content-type"] = "application/json";
        init.body = JSON.stringify(body);
      }
    }
    return read(await (kind === 1 ? upload(url, headers, body, init.signal) : fetch(url, init)), kind === 2);
  };
  start()
    .catch((error) => ({ fault: fault(error) }))
    .then((answer) => abandoned || done(0, answer));
  return () => {
    abandoned = true;
    controller?.abort();
  };
};

/** What the page's side gets of a failure. `statusCode` 0: there was no answer. */
export const failure = (kind, type, message, statusCode, cause) => ({
  kind,
  type,
  message,
  stack: cause?.stack ? String(cause.stack).split("\n") : [`${type}: ${message}`],
  statusCode: statusCode || undefined,
  cause,
});
