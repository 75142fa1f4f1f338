// Drives Chromium through the pages of some people. Reads its job from standard input, and writes
// what it found to standard output, both as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const job = JSON.parse(readFileSync(0, 'utf8'));

// Every page once, with width and colours paired; the whole product is a long run of its own.
const LOOKS = [
  { width: 1280, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 320, height: 640, colorScheme: 'light' },
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const browser = await chromium.launch({
  executablePath: job.chromium,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});
const found = { states: 0, violations: [], sideways: [], complaints: [], clicks: 0, after: '' };

const enter = async (person) => {
  // axe-core is brought in past the page's own policy, which lets in nobody else's script.
  const context = await browser.newContext({ bypassCSP: false });
  const page = await context.newPage();
  page.on('console', (message) => {
    // What was refused is told below, where it can be seen whether it is a page that says so.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      found.complaints.push(`${person.name} ${page.url()}: ${message.text()}`);
    }
  });
  page.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document';
    if (!isPage && response.status() >= 400) {
      found.complaints.push(`${person.name}: ${response.status()} ${response.url()}`);
    }
  });
  page.on('pageerror', (error) => found.complaints.push(`${person.name}: ${error.message}`));
  await page.goto(person.start);
  await page.waitForURL((url) => !url.pathname.startsWith('/start'));
  return page;
};

const look = async (page, person, path, dress) => {
  await page.setViewportSize({ width: dress.width, height: dress.height });
  await page.emulateMedia({ colorScheme: dress.colorScheme });
  await page.goto(new URL(path, person.start).href);
  await page.evaluate(() => document.querySelectorAll('details').forEach((it) => { it.open = true; }));
  const where = `${person.name} ${path} ${dress.width} ${dress.colorScheme}`;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) found.sideways.push(`${where}: ${wide} px`);
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), RULES);
  for (const one of result.violations) {
    const places = one.nodes.slice(0, 3).map((node) => node.target.join(' '));
    found.violations.push(`${where}: ${one.id} (${one.help}) at ${places.join(' | ')}`);
  }
  found.states += 1;
};

const pages = [];
for (const person of job.people) {
  const page = await enter(person);
  pages.push(page);
  for (const [number, path] of person.paths.entries()) {
    await look(page, person, path, LOOKS[number % LOOKS.length]);
    await look(page, person, path, LOOKS[(number + 1) % LOOKS.length]);
  }
}

// From the inbox to a sent receipt, by clicking.
const [, team] = job.people;
const page = pages[1];
await page.setViewportSize({ width: 1280, height: 900 });
await page.goto(new URL('/indbakke', team.start).href);
for (const click of [
  `#row-${job.signed} h3 a`,
  '.st-acts a.button-primary',
  'form.st-sheet button.button-primary',
]) {
  await page.click(click);
  await page.waitForLoadState();
  found.clicks += 1;
}
found.after = await page.locator('#staar').innerText();

await browser.close();
process.stdout.write(JSON.stringify(found));
