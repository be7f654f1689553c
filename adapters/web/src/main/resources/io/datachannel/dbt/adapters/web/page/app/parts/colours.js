import { useEffect, useState } from 'preact/hooks';

/** What a canvas needs: the colours of the theme of now, resolved. @param names of custom properties, without dashes @return {Object<string, string>} */
export function colours(...names) {
  const probe = document.createElement('span');
  document.body.append(probe);
  const found = Object.fromEntries(names.map(name => {
    probe.style.color = 'var(--' + name + ')';
    return [name, getComputedStyle(probe).color];
  }));
  probe.remove();
  return found;
}

/** @return a number that changes with the theme: what is drawn by it is drawn anew */
export function useThemeChange() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const again = () => setCount(one => one + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    const observer = new MutationObserver(again);
    system.addEventListener('change', again);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', again);
      observer.disconnect();
    };
  }, []);
  return count;
}
