// From the inbox to a sent receipt and back with the keyboard only.
const LOOKS_MAX = 60;

const browser = await launch();
const [person] = job.people;
const page = await enter(browser, person);
let posts = 0;
page.on('request', (request) => { if (request.method() === 'POST') posts += 1; });

/** What has the focus. */
const focus = () => page.evaluate(() => {
  const at = document.activeElement;
  return { tag: at.localName, id: at.id, href: at.getAttribute('href') ?? '', text: at.innerText ?? '' };
});
const press = (key) => page.keyboard.press(key);
/** Presses a key that leads somewhere. */
const go = async (key) => { await Promise.all([page.waitForEvent('load'), press(key)]); };
/** Goes on with Tab until something has the focus. */
const tab = async (fits, what) => {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    if (fits(await focus())) return;
    await press('Tab');
  }
  throw new Error(`Tab never comes to ${what} on ${page.url()}`);
};
const expect = (is, what) => { if (!is) throw new Error(`${what} at ${page.url()}`); };

// The first thing that Tab comes to leads past the menu.
await lead(page, '/indbakke');
await press('Tab');
expect((await focus()).href === '#indhold', 'no way past the menu');

// Row, sheet, what is missing, signature.
await press('j');
expect((await focus()).href.endsWith(job.id), 'j does not come to the first row');
await go('Enter');
expect((await focus()).tag === 'h1', 'the focus is not at the heading');
await tab((at) => at.tag === 'summary', 'the other acts');
await press('Enter');
await tab((at) => at.href.endsWith('/afvis'), 'a decline');
await go('Enter');
expect((await focus()).tag === 'h1', 'the focus is not at the heading of the sheet');
await tab((at) => at.tag === 'button' && at.text.includes('fvis'), 'the button');
await go('Enter');
expect((await focus()).id === 'fejl', 'the focus is not at what has to be mended');
found.refused = posts;

// No single key signs, wherever the focus is.
await lead(page, `/overdragelse/${job.id}`);
await tab((at) => at.href.endsWith('/kvitter'), 'the receipt');
await go('Enter');
const sheet = page.url();
posts = 0;
const LEADING = 'n/?';
for (const place of ['h1', 'body', '.st-oath', '.back-link']) {
  for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789.,- '.split('')) {
    await page.evaluate((it) => {
      const at = document.querySelector(it);
      if (at.tabIndex < 0) at.tabIndex = -1;
      at.focus();
    }, place);
    // Behind `g` some lead elsewhere; alone none does.
    if (key === 'h') await page.waitForTimeout(1_600);
    if (!LEADING.includes(key)) await press(key === ' ' ? 'Space' : key);
  }
}
expect(page.url() === sheet, 'a key has led away');
for (const key of LEADING.split('')) {
  await lead(page, sheet);
  await go(key);
}
found.signed_by_key = posts;
await lead(page, `/overdragelse/${job.id}/kvitter`);
await tab((at) => at.tag === 'button' && at.text.includes('nderskriv'), 'the signature');
await go('Enter');
expect((await focus()).tag === 'h1', 'the focus is not at the heading after the signature');
found.after = await page.locator('#staar').innerText();
await press('g');
await go('i');
found.back = new URL(page.url()).pathname;

// The narrow menu.
await page.setViewportSize({ width: 390, height: 844 });
await page.reload();
await tab((at) => at.tag === 'button' && at.text.includes('Menu'), 'the menu');
await press('Enter');
expect(await page.locator('#menu').evaluate((it) => it.matches(':popover-open')), 'the menu stays closed');
await press('Escape');
expect(!(await page.locator('#menu').evaluate((it) => it.matches(':popover-open'))), 'the menu stays open');
found.menu = (await focus()).text;
await finish(browser);
