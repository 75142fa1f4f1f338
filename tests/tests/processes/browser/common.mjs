// What every script in this folder begins with: the job as the first line of standard input, wishes
// to the test outside the browser and their answers line by line, and people with their pages.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(process.cwd() + '/');
const { chromium } = require('playwright-core');
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const hear = async () => JSON.parse((await lines.next()).value);
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
/** Asks the test for something that only it can do, and waits until it is done. */
const wish = async (wished, about = '') => { say({ wished, about }); return hear(); };
const job = await hear();
const found = { complaints: [] };
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n${JSON.stringify(found, null, 1)}\n`);
  process.exit(1);
});

const launch = () => chromium.launch({
  executablePath: job.chromium,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});

/** Whatever a browser complains of on a page, policies that were broken among it. */
const listen = (page, name) => {
  const complain = (what) => found.complaints.push(`${name} ${page.url()}: ${what}`);
  page.on('console', (message) => {
    const { url } = message.location();
    // What was refused is told below, where it can be seen whether it is a page that says so.
    const isSaidBelow = message.text().startsWith('Failed to load resource');
    // A stream that ends with its program is no fault of the page.
    const isEnd = message.text().includes('htmx:sse:error');
    if (message.type() === 'error' && !isSaidBelow && !isEnd) {
      complain(`${message.text()} ${url}`);
    }
  });
  page.on('pageerror', (error) => complain(error.message));
  page.on('dialog', (dialog) => { complain(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document';
    if (!isPage && response.status() >= 400) complain(`${response.status()} ${response.url()}`);
  });
};

/** Opens somebody's page by its one-time address. */
const enter = async (browser, person, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  listen(page, person.name);
  await page.goto(person.start);
  await page.waitForURL((url) => !url.pathname.startsWith('/start'));
  return page;
};

/** Leads a page to one of its addresses. */
const lead = (page, path) => page.goto(new URL(path, page.url()).href);
/** What is seen of a page. */
const seen = (page) => page.locator('main').innerText();
/** Clicks on what leads somewhere, and waits until it is there. */
const onward = async (page, place) => {
  await Promise.all([page.waitForEvent('load'), page.locator(place).first().click()]);
};

/** Fills in whatever is asked on a page, by the names of its fields: choices first, on which it
 * depends what else is asked. Answers how many choices that were. */
const fill = async (page, answers) => {
  let choices = 0;
  const texts = [];
  for (const [name, answer] of Object.entries(answers)) {
    const fields = page.locator(`main form [name="${name}"]`);
    if (await fields.count() === 0) continue;
    const field = fields.first();
    const kind = await field.evaluate((it) => it.type);
    if (kind === 'radio') {
      const one = page.locator(`main form [name="${name}"][value="${answer}"]`);
      if (await one.count() === 0) continue;
      await one.check();
      choices += 1;
    } else if (kind === 'select-one') {
      if (await field.locator(`option[value="${answer}"]`).count() === 0) continue;
      const folded = page.locator(`main details:not([open]):has([name="${name}"]) > summary`);
      if (await folded.count() > 0) await folded.click();
      await field.selectOption(answer);
    } else if (kind === 'file') {
      await field.setInputFiles(answer);
    } else if (kind !== 'hidden') {
      texts.push([field, answer]);
    }
  }
  for (const [field, answer] of texts) await field.fill(answer);
  return choices;
};

/** Ends with what was found. */
const finish = async (browser) => {
  await browser.close();
  process.stdout.write(`${JSON.stringify({ found })}\n`, () => process.exit(0));
};
