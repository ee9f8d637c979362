const harmless: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** What the check needs to know of a request. */
export interface AskedFrom {
	readonly method: string;
	readonly secFetchSite: string | null;
	readonly origin: string | null;
	/** The host the request was sent to, as the browser wrote it. */
	readonly host: string | null;
	/** The host this program believes to have. */
	readonly ownHost: string;
}

/**
 * Whether a request may change something: harmless methods always, others only from a page of this program.
 * Browsers send Sec-Fetch-Site only to https and localhost; on a court's plain http network Origin has to do. Neither: refused.
 */
export function mayChange({ method, secFetchSite, origin, host, ownHost }: AskedFrom): boolean {
	if (harmless.includes(method)) return true;
	if (secFetchSite !== null) return secFetchSite === 'same-origin';
	if (origin === null || !URL.canParse(origin)) return false;
	const from = new URL(origin).host;
	return from === host || from === ownHost;
}
