/**
 * How long the page's thread has worked while `action` ran, in seconds of processor time: other programs that want the
 * processor don't count.
 *
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<void>} action
 */
export async function cpuTime(page, action) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value;
  };
  const before = await worked();
  await action();
  const after = await worked();
  await session.detach();
  return after - before;
}
