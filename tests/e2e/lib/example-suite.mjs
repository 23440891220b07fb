// The hooks of a test file that runs published examples.
import { ExamplePage } from "./example-page.mjs";
import { Suite, suiteOf } from "./suite.mjs";

export const exampleSuite = () => suiteOf(ExampleSuite, { www: "tests/e2e/pages/examples" });

class ExampleSuite extends Suite {
  /** Opens a page for the running test: one with nothing on it but the library, unless `file` names another. */
  open(file = "index.html", prepare) {
    return this.keep(ExamplePage.open(this.browser, this.service, file, prepare));
  }

  /** Opens a page and starts a chat on it, as nearly every example does first. */
  async chat(request) {
    const example = await this.open();
    await example.run("start", "configure");
    await example.start(request);
    return example;
  }
}
