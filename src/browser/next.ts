// Where to go after signing in.

/** @returns the page that was asked for; never another place than the desk */
export function nextOf(query: URLSearchParams): string {
  const next = query.get("next") ?? "/desk";
  return /^\/desk(?:[/?]|$)/.test(next) ? next : "/desk";
}
