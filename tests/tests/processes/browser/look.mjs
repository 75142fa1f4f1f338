// Every page that leads to another, in every state that it is met in: what axe-core says against
// it, and whether it is wider than its window. What only an act leads to is acted.
import { readFileSync } from 'node:fs';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [1280, 390, 320];
const COLOURS = ['light', 'dark'];
const DRESSES = WIDTHS.flatMap((width) => COLOURS.map((colour) => ({ width, colour })));

Object.assign(found, { states: 0, looks: 0, violations: [], sideways: [], practised: [] });
const met = new Map();
const browser = await launch();

/** Looks at the page as it is now: once, dressed by turns, or in every dress. */
const look = async (page, where) => {
  const dresses = job.whole ? DRESSES : [DRESSES[(found.states * 5) % DRESSES.length]];
  found.states += 1;
  for (const { width, colour } of dresses) {
    await page.setViewportSize({ width, height: width === 1280 ? 900 : 844 });
    await page.emulateMedia({ colorScheme: colour });
    await page.evaluate(() => document.querySelectorAll('details').forEach((it) => { it.open = true; }));
    const said = `${where} ${width} ${colour}`;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) found.sideways.push(`${said}: ${wide} px`);
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
    const result = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), RULES);
    for (const one of result.violations) {
      const places = one.nodes.slice(0, 3).map((node) => node.target.join(' '));
      found.violations.push(`${said}: ${one.id} (${one.help}) at ${places.join(' | ')}`);
    }
    found.looks += 1;
  }
};

/** In which state a page is: its address without what varies, where the thing stands, and what a sheet is called. */
const state = async (page, language) => {
  const { pathname, search } = new URL(page.url());
  const address = (pathname + search.replace(/=[^&]*/g, '')).replace(/\/[0-9A-Z]{8}\b/g, '/…');
  const stands = await page.locator('#staar, main:has(form.st-sheet) h1').allInnerTexts();
  return [language, address, ...stands].join(' ').replace(/[0-9]/g, '').slice(0, 110);
};

/** Looks at a page unless it was met in this state. */
const meet = async (page, person, more = '') => {
  const key = (await state(page, person.language)) + more;
  if (met.has(key)) return;
  met.set(key, page.url());
  await look(page, `${person.name} ${person.language} ${new URL(page.url()).pathname}${more}`);
};

const leads = (page) => page.evaluate(() => [...document.querySelectorAll('a[href]')]
  .map((it) => new URL(it.href))
  .filter((it) => it.origin === location.origin && !/\/bilag\/|\/statistik\/|\/pdf\b|\/kalender$|\/oevelse\/ind$/.test(it.pathname))
  .map((it) => it.pathname + it.search));

const walk = async (page, person) => {
  const known = ['/indbakke?alle', '/udbakke?alle', '/indbakke', '/udbakke', '/kontakter', '/kontakter?find=findes-ikke',
    '/forloeb', '/rejser', '/soeg', '/vagt', '/indstillinger', '/hjaelp', '/ny', '/findes-ikke', '/overdragelse/00000000', '/rejser/00000000'];
  // Sheets are of each act, but for what is reviewed for two reasons, and of each state there is one handover's page.
  const alike = new Set();
  for (let at = 0; at < known.length; at += 1) {
    const path = known[at];
    const sheet = path.match(/^\/overdragelse\/\w{8}\/([\w-]+)/);
    const like = sheet ? sheet[1] : path.replace(/\/[0-9A-Z]{8}\b/, '/…').replace(/=[0-9A-Z]{8}/, '=…');
    if (sheet && like !== 'gennemgaa' && alike.has(like)) continue;
    alike.add(like);
    await lead(page, path);
    await meet(page, person);
    for (const next of await leads(page)) if (!known.includes(next) && !/\/ny\?/.test(next)) known.push(next);
  }
  return known;
};

/** Sends the form that is shown, and looks at what is answered. */
const sends = async (page, person, button, more) => {
  await Promise.all([page.waitForEvent('load'), page.locator(button).first().click()]);
  await meet(page, person, more);
};

/** What only acts lead to: every question of a form, empty and answered, and what is refused. */
const acts = async (page, person, known) => {
  for (const slags of ['referral', 'message', 'case-information']) {
    await lead(page, '/ny');
    if (slags === 'referral') await sends(page, person, 'main form button.button-primary', ' nothing chosen');
    await fill(page, { slags });
    await sends(page, person, 'main form button.button-primary', ` ${slags}`);
    for (let step = 0; step < 8; step += 1) {
      const at = new URL(page.url()).pathname.split('/').pop();
      if (at === 'gennemse') break;
      if (at !== 'bilag') await sends(page, person, 'main form button.button-primary', ` ${slags} wrong`);
      await fill(page, {
        til: job.to, andet: job.to, haster: 'yellow', 'child.name': 'Testbarn', 'child.cpr': '010112-0000', 'child.language': 'kl',
        interpreter: 'true', subject: 'Emne', reason: 'Se bilag', wanted: 'Hjælp', text: 'Tekst',
        'items.0.what': 'Handleplan', 'items.0.state': 'attached', filer: [job.file],
      });
      if (at === 'bilag') await page.waitForTimeout(500);
      await sends(page, person, 'main form button.button-primary', ` ${slags} filled`);
    }
    if (slags === 'message') {
      await sends(page, person, 'main form button.button-primary', ' sent');
      await lead(page, '/udbakke');
      await meet(page, person, ' waits');
    }
  }
  for (const path of known.filter((it) => /^\/overdragelse\/\w{8}\/(afvis|bed-om|uden-om|foreslaa|planlaeg-besoeg|opfoelgning)$/.test(it)).slice(0, 6)) {
    await lead(page, path);
    await sends(page, person, 'form.st-sheet button.button-primary', ' refused');
  }
  const case_ = known.find((it) => /^\/overdragelse\/\w{8}$/.test(it));
  if (case_) {
    await lead(page, case_);
    if (await page.locator('form[action$="/besked"] button').count()) await sends(page, person, 'form[action$="/besked"] button', ' empty message');
    await lead(page, case_);
    if (await page.locator('form[action$="/vis-cpr"] button').count()) await sends(page, person, 'form[action$="/vis-cpr"] button', ' number');
  }
  await lead(page, '/indbakke');
  await sends(page, person, 'form[action="/vis-navne"] button', ' names');
  for (const q of ['Testbarn', 'findes ikke']) {
    await lead(page, '/soeg');
    await page.fill('#q', q);
    await sends(page, person, 'main form[action="/soeg"] button', ` ${q}`);
  }
};

/** Practice: what is said of it, and its own page, which is the whole one once more. */
const practises = async (page, person) => {
  await lead(page, '/oevelse');
  await meet(page, person, ' asked');
  await sends(page, person, 'main form[action="/oevelse"] button', ' runs');
  const own = await page.context().newPage();
  listen(own, `${person.name} practises`);
  await own.goto(new URL('/oevelse/ind', page.url()).href);
  await own.waitForURL((url) => url.port !== new URL(page.url()).port && !url.pathname.startsWith('/start'));
  // The made-up office signs for what lies there.
  for (let tries = 0; tries < 60; tries += 1) {
    await lead(own, '/udbakke?alle');
    if (/kvitteret|signed for/i.test(await seen(own))) break;
    await own.waitForTimeout(500);
  }
  const practising = { ...person, name: `${person.name} practises`, language: `${person.language} practice` };
  const known = await walk(own, practising);
  found.practised = found.practised.concat(known.filter((it) => /^\/overdragelse\/\w{8}/.test(it)));
  const case_ = known.find((it) => /^\/overdragelse\/\w{8}\/\w/.test(it));
  await lead(own, case_);
  await sends(own, practising, 'form.st-sheet button.button-primary', ' signed');
  await own.close();
  await lead(page, '/oevelse');
  await sends(page, person, 'main form[action="/oevelse/slut"] button', ' ended');
};

const works = async ({ page, ...person }) => {
  const known = await walk(page, person);
  if (person.acts) await acts(page, person, known);
  if (person.practises) await practises(page, person);
};
// Two at a time: as many as there are processors.
const waiting = [];
// Their addresses hold for a minute.
for (const [at, person] of job.people.entries()) {
  waiting.push({ ...person, ...job.persons[at], page: await enter(browser, person) });
}
const worker = async () => { for (let next = waiting.shift(); next; next = waiting.shift()) await works(next); };
await Promise.all([worker(), worker()]);

// Who was not let in.
const stranger = await (await browser.newContext()).newPage();
await stranger.goto(job.people[0].start);
await meet(stranger, { name: 'stranger', language: job.persons[0].language }, ' stranger');
found.met = [...met.keys()].sort();
await finish(browser);
