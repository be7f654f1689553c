// Before anything is painted: else a dark page flashes white. Not a module, for those wait until the page is read.
(() => {
  try {
    const chosen = localStorage.getItem('theme');
    if (chosen === 'light' || chosen === 'dark') {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // A browser that keeps nothing for us follows the system.
  }
})();
