// Pictures of the pages, from the demo that ends with the pages of three people.
//
//   node tests/pictures.mjs         those of the README, into docs/images
//   node tests/pictures.mjs sheet   every page beside its mock-up, into target/contact-sheet
//
// Needs Chromium, `playwright-core` (below target/tools, where .ci/run puts it, or STAFET_TOOLS), and
// for the README's pictures `pngquant`. The mock-ups are looked for in ../shared/design/shots, or
// where STAFET_SHOTS says.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tools = process.env.STAFET_TOOLS ?? join(root, 'target/tools');
const { chromium } = createRequire(resolve(tools) + '/')('playwright-core');
const shots = process.env.STAFET_SHOTS ?? join(root, '../shared/design/shots');
const BYTES_MAX = 120_000;
const PEOPLE = ['sender', 'team', 'admin'];

/** Plays the demo, and answers with how to end it and where each person's page is. */
const demo = () => new Promise((done, failed) => {
  if (!process.env.STAFET_BUILT) {
    execFileSync('cargo', ['build', '--workspace', '--bins'], { cwd: root, stdio: 'inherit' });
  }
  const program = join(root, 'target/debug/stafet-demo');
  const child = spawn(program, ['--pages', '--lang', 'da'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const starts = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const start = line.match(/http:\/\/\S+\/start\/\S+/);
    if (start) starts.push(start[0]);
    if (start && starts.length === PEOPLE.length) {
      done({ starts, end: () => child.kill('SIGINT') });
    }
  });
  child.on('exit', (code) => failed(new Error(`the demo has ended with ${code}`)));
});

const hrefs = (page, selector) =>
  page.$$eval(selector, (links) => links.map((link) => link.getAttribute('href')));
const lead = (page, path) => page.goto(new URL(path, page.url()).href);

/** The first of a list's handovers on whose page, or the page it leads to, something stands. */
const where = async (page, list, { onward, stands }) => {
  await lead(page, list);
  for (const path of await hrefs(page, '.st-row h3 a')) {
    await lead(page, path);
    const [next] = onward ? await hrefs(page, onward) : [path];
    if (!next) continue;
    if (onward) await lead(page, next);
    if (!stands || await page.$(stands)) return;
  }
  throw new Error(`nothing in ${list} has ${onward ?? ''} ${stands ?? ''}`);
};

const at = (who, path) => [who, (page) => lead(page, path)];
const found = (who, list, what = {}) => [who, (page) => where(page, list, what)];
const linked = (who, list, selector) => [who, async (page) => {
  await lead(page, list);
  const [path] = await hrefs(page, selector);
  await lead(page, path);
}];
/** A question about something that is handed over anew, by the last part of its address. */
const asked = (question) => ['sender', async (page) => {
  await lead(page, '/ny');
  await page.locator('main input[type=radio]').first().check({ force: true });
  await page.locator('main form button.button-primary').first().click();
  await page.waitForURL(/\/ny\/[^/]+\/[a-z]+/);
  await lead(page, page.url().replace(/\/[a-z]+$/, `/${question}`));
}];

const PRIMARY = '.st-acts a.button-primary';
/** The README's pictures. */
const IMAGES = {
  indbakke: at('sender', '/indbakke'),
  overdragelse: found('sender', '/indbakke'),
  underskriv: found('sender', '/indbakke', { onward: PRIMARY, stands: 'form.st-sheet' }),
  overblik: at('admin', '/vagt'),
};
/** What stands beside which mock-up. */
const STATES = {
  indbakke: at('sender', '/indbakke'),
  'indbakke-390': at('sender', '/indbakke'),
  udbakke: at('sender', '/udbakke'),
  'overdragelse-modtager': found('team', '/indbakke'),
  'overdragelse-afsender': found('sender', '/udbakke?alle'),
  'overdragelse-rettet': found('team', '/indbakke?alle', { stands: '#aendret' }),
  'forloeb-barn': linked('sender', '/forloeb', 'main a[href^="/forloeb/"]'),
  rejse: linked('team', '/rejser', 'main a[href^="/rejser/"]'),
  'underskriv-rapport': found('sender', '/indbakke', { onward: PRIMARY, stands: 'form.st-sheet' }),
  'underskriv-to-2': found('sender', '/indbakke', { onward: PRIMARY, stands: '.st-two' }),
  'ny-5-indhold': asked('indhold'),
  'ny-7-gennemse': asked('gennemse'),
  'vagt-overblik': at('admin', '/vagt'),
  'vagt-detalje': linked('admin', '/vagt', 'main a[href*="vis="]'),
  fejl: at('sender', '/findes-ikke'),
};

/** Takes pictures, and answers with those that could not be taken. */
const take = async (states, folder, whole) => {
  mkdirSync(folder, { recursive: true });
  const { starts, end } = await demo();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const missing = {};
  try {
    const pages = {};
    for (const [number, who] of PEOPLE.entries()) {
      const page = await browser.newPage({ colorScheme: 'light' });
      await page.goto(starts[number]);
      await page.waitForURL((url) => !url.pathname.startsWith('/start'));
      pages[who] = page;
    }
    for (const [name, [who, go]] of Object.entries(states)) {
      const page = pages[who];
      await page.setViewportSize({ width: name.endsWith('-390') ? 390 : 1280, height: 860 });
      try {
        await go(page);
        await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole });
      } catch (error) {
        missing[name] = error.message.split('\n')[0];
      }
    }
    if (whole) await browse(browser, folder, missing);
  } finally {
    await browser.close();
    end();
  }
  return missing;
};

const escaped = (text) => text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);

/** Every page beside its mock-up, as a page and as a picture of it. */
const browse = async (browser, folder, missing) => {
  const drawn = existsSync(shots) ? readdirSync(shots).map((it) => it.replace(/\.png$/, '')) : [];
  const names = [...new Set([...Object.keys(STATES), ...drawn])];
  const picture = (place, alt) =>
    (existsSync(place) ? `<img src="${pathToFileURL(place)}" alt="${alt}">` : '<p>–</p>');
  const rows = names.map((name) => `<h2>${name}</h2>
<p>${escaped(missing[name] ?? '')}</p>
<div>${picture(resolve(shots, `${name}.png`), 'mock-up')}${picture(join(folder, `${name}.png`), 'page')}</div>`);
  const sheet = join(folder, 'index.html');
  writeFileSync(sheet, `<!DOCTYPE html><meta charset="utf-8"><title>Pages beside their mock-ups</title>
<style>body{font:16px sans-serif;margin:2rem}div{display:flex;gap:1rem;align-items:start}
img,div>p{width:50%;border:1px solid #999}</style>
<h1>Mock-up left, page right</h1>
${rows.join('\n')}
`);
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(pathToFileURL(sheet).href);
  await page.screenshot({ path: join(folder, 'sheet.png'), fullPage: true });
};

/** Makes a picture small, and refuses one that does not become so. */
const shrink = (place) => {
  const options = ['--force', '--skip-if-larger', '--strip', '--speed', '1', '--output', place];
  for (const colours of [256, 96, 48]) {
    if (statSync(place).size > BYTES_MAX || colours === 256) {
      execFileSync('pngquant', [...options, String(colours), place]);
    }
  }
  const bytes = statSync(place).size;
  if (bytes > BYTES_MAX) throw new Error(`${place} has ${bytes} bytes`);
  return bytes;
};

const isSheet = process.argv[2] === 'sheet';
const folder = join(root, isSheet ? 'target/contact-sheet' : 'docs/images');
const missing = await take(isSheet ? STATES : IMAGES, folder, isSheet);
if (!isSheet) {
  for (const name of Object.keys(IMAGES)) {
    if (!missing[name]) console.log(`${name}: ${shrink(join(folder, `${name}.png`))} bytes`);
  }
}
for (const [name, why] of Object.entries(missing)) console.error(`${name}: ${why}`);
process.exit(!isSheet && Object.keys(missing).length > 0 ? 1 : 0);
