import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies }) => {
	if (locals.sessionId !== undefined) {
		const { name, value, attributes } = await locals.app.signIn.signOut(locals.sessionId);
		cookies.set(name, value, { ...attributes });
	}
	redirect(303, '/login');
};
