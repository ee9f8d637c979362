import { redirect } from '@sveltejs/kit';
import { loginPath } from '#lib/desk/next-path.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { account, app } = locals;
	if (!account) redirect(303, loginPath(url.pathname));
	// Reading the path makes this run on every page: counts and court time are of the moment.
	return { account, clock: app.desk.clock(), header: await app.desk.header(account), path: url.pathname };
};
