import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

const cookie = 'screen';
const why: Readonly<Record<string, string>> = { unpaired: '本屏的配对已解除：令牌被吊销，或者已由另一台设备接替。' };

export const load: PageServerLoad = async ({ locals, cookies, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const token = cookies.get(cookie);
	const asked = url.searchParams.get('why') ?? '';
	if (token !== undefined) {
		const result = await locals.app.pages.screen(token);
		if (result.ok) redirect(303, `/screen/${encodeURIComponent(result.view.program.screen.id)}${url.search}`);
		// Its court is gone, or the like: the pairing itself holds.
		if (result.status !== 401) return { origin: url.origin, why: result.message };
		return { origin: url.origin, why: why['unpaired'] };
	}
	return { origin: url.origin, why: Object.hasOwn(why, asked) ? why[asked] : undefined };
};
