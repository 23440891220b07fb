// The hooks of a test file that drives the demo page.
import { DemoPage } from "./demo-page.mjs";
import { Suite, suiteOf } from "./suite.mjs";

export const demoSuite = () => suiteOf(DemoSuite);

class DemoSuite extends Suite {
  /** Opens the demo for the running test, in place of the page before. */
  async open(options) {
    await this.close();
    return this.keep(DemoPage.open(this.browser, this.service, options));
  }
}
