// Where the window is: one hash route each, so that Back works and nothing is kept outside the store.

export interface Route {
  page: string;
  id: string;
  part: string;
}

/** Reads "#/case/123/sash" into its parts. */
export function readRoute(hash: string): Route {
  const [page = '', id = '', part = ''] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return { page: page || 'today', id, part };
}

class Router {
  now = $state<Route>(readRoute(typeof location === 'undefined' ? '' : location.hash));

  start(): () => void {
    const moved = () => (this.now = readRoute(location.hash));
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }

  go(page: string, id = '', part = ''): void {
    const hash = `#/${[page, id, part].filter((piece) => piece !== '').map(encodeURIComponent).join('/')}`;
    if (location.hash === hash) this.now = readRoute(hash);
    else location.hash = hash;
  }
}

export const router = new Router();
