// What the page does beside htmx: keys, focus after a navigation, and forms that are saved as they
// are written. Without it, everything still works.
