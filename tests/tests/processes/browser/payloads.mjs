// Every page that leads to another, looked at by each of the people: once under the product's
// policy, which says what it has had to refuse, and once without it, so that what became markup
// would run. And every form with payloads typed into it.
const PAGES_MAX = 56;
const FORMS_MAX = 8;
const TYPED = 12;

Object.assign(found, { pages: 0, forms: 0, marked: [], ran: [] });
const browser = await launch();

/** What tells that something of a payload has become markup, or has run. */
const judge = async (page, where) => {
  found.pages += 1;
  const [marked, ran] = await page.evaluate((mark) => {
    const links = [...document.querySelectorAll('[href], [action], [src]')];
    const bad = links.filter((it) => /^\s*javascript:/i.test(it.getAttribute('href') ?? it.getAttribute('action') ?? it.getAttribute('src')));
    return [
      document.querySelectorAll(`[${mark}], iframe, object, base`).length + bad.length,
      String(window.__x ?? '') + (window.__refused ?? []).join(' '),
    ];
  }, job.mark);
  if (marked > 0) found.marked.push(`${where}: ${marked}`);
  if (ran !== '') found.ran.push(`${where}: ${ran}`);
};

const watch = async (context) => {
  await context.addInitScript(() => {
    window.__refused = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.__refused.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
};

/** Where a page leads, but to files. */
const leads = (page) => page.evaluate(() => [...document.querySelectorAll('a[href]')]
  .map((it) => new URL(it.href))
  .filter((it) => it.origin === location.origin && !/\/bilag\/|\/statistik\/|\/pdf\b|\/kalender$|\/oevelse\/ind$/.test(it.pathname))
  .map((it) => it.pathname + it.search));

const walk = async (page, name) => {
  const known = ['/indbakke?alle', '/udbakke?alle', '/kontakter', '/forloeb', '/rejser', '/vagt', '/indstillinger'];
  for (let at = 0; at < Math.min(known.length, PAGES_MAX); at += 1) {
    await lead(page, known[at]);
    await judge(page, `${name} ${known[at]}`);
    for (const path of await leads(page)) {
      // Sheets of one act are alike.
      const act = path.match(/^\/overdragelse\/\w{8}\/([\w-]+)/)?.[1];
      const isNew = !known.includes(path) && !(act && known.some((it) => it.endsWith(`/${act}`)));
      if (isNew && !path.startsWith('/ny?')) known.push(path);
    }
  }
  return known;
};

let turn = 0;
const payload = () => { turn += 37; return job.payloads[turn % job.payloads.length]; };

/** Types payloads into everything that a form asks for in words, and sends it. */
const types = async (page, path, name) => {
  await lead(page, path);
  const button = page.locator('main form.st-sheet button.button-primary, main form[role="search"] button, main form[action="/soeg"] button').first();
  if (await button.count() === 0) return false;
  const areas = page.locator('main form textarea, main form input[type="text"], main form input[type="search"]');
  const count = await areas.count();
  if (count === 0) return false;
  for (let at = 0; at < count; at += 1) {
    const many = await areas.nth(at).evaluate((it) => it.localName === 'textarea');
    await areas.nth(at).fill(many ? Array.from({ length: TYPED }, payload).join('\n') : payload());
  }
  await Promise.all([page.waitForEvent('load'), button.click()]);
  await judge(page, `${name} ${path} typed`);
  found.forms += 1;
  return true;
};

const works = async (person) => {
  const page = await enter(browser, person);
  await watch(page.context());
  const paths = await walk(page, person.name);
  // The same without the policy: what became markup would run now.
  const bare = await browser.newContext({
    storageState: await page.context().storageState(), bypassCSP: true, viewport: { width: 1280, height: 900 },
  });
  await watch(bare);
  const open = await bare.newPage();
  listen(open, person.name);
  await open.goto(page.url());
  await walk(open, `${person.name} without policy`);
  let forms = 0;
  for (const path of ['/soeg', '/soeg', '/soeg', ...paths.filter((it) => /^\/overdragelse\/\w+\/\w/.test(it))]) {
    if (forms < FORMS_MAX && await types(open, path, person.name)) forms += 1;
  }
};

await Promise.all(job.people.map(works));
await finish(browser);
