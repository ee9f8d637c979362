import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const result = await locals.app.pages.screen(cookies.get('screen'), params.device);
	// Not, or no longer, a screen: the pairing page says why. Another screen's page: on to its own.
	if (!result.ok && (result.status === 401 || result.status === 403))
		redirect(303, result.status === 401 ? '/screen?why=unpaired' : '/screen');
	if (!result.ok) error(result.status, result.message);
	const { renew, ...view } = result.view;
	const { name, value, maxAge, secure } = renew;
	cookies.set(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge });
	return { view };
};
