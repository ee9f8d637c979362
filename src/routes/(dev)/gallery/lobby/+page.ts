import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => ({ missing: url.searchParams.has('missing'), stale: url.searchParams.has('stale') });
