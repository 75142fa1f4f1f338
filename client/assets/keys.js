// Single keys that lead somewhere, and where the focus is after a navigation. No key signs, and all
// of them can be turned off; without this, everything is reached with Tab and Enter.
(() => {
  'use strict';
  const PLACES = { i: '/indbakke', u: '/udbakke', f: '/forloeb', r: '/rejser', k: '/kontakter' };
  const GO_MS = 1500;

  // After a step inside the page, who does not see it is read the heading; after a form that has to
  // be mended, what is wrong with it.
  const summary = document.getElementById('fejl');
  const heading = document.querySelector('main h1');
  if (summary) summary.focus();
  else if (heading && !location.hash && document.referrer.startsWith(`${location.origin}/`)) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  if (document.body.dataset.keys !== 'on') return;

  const writes = (target) => target.closest('input, textarea, select, [contenteditable]') !== null;
  const rows = () => [...document.querySelectorAll('main .st-row h3 a')];
  const step = (by) => {
    const all = rows();
    const here = all.indexOf(document.activeElement);
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
    if (all[next]) all[next].focus();
  };
  const close = (target) => {
    const open = target.closest('details[open]');
    if (!open) return;
    open.open = false;
    open.querySelector('summary').focus();
  };
  const go = (place) => location.assign(place);

  let goes = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const { key, target } = event;
    if (!(target instanceof Element)) return;
    if (key === 'Escape') { close(target); return; }
    if (writes(target)) return;
    const place = Date.now() - goes < GO_MS ? PLACES[key] : undefined;
    goes = 0;
    const field = document.querySelector('main input[type="search"]#q');
    if (place) go(place);
    else if (key === 'g') { goes = Date.now(); return; }
    else if (key === '/' && field) field.focus();
    else if (key === '/') go('/soeg');
    else if (key === 'n' && document.querySelector('a[href="/ny"]')) go('/ny');
    else if (key === 'j') step(1);
    else if (key === 'k') step(-1);
    else if (key === '?') go('/hjaelp');
    else return;
    event.preventDefault();
  });
})();
