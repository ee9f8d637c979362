import { fail, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/desk/form-data.ts';
import { ownPath } from '#lib/desk/next-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.account) redirect(303, ownPath(url.searchParams.get('next')));
};

export const actions: Actions = {
	default: async ({ locals, request, cookies, url, getClientAddress }) => {
		const form = await request.formData();
		const username = textOf(form, 'username');
		const password = form.get('password');
		if (username === '' || typeof password !== 'string' || password === '') return fail(400, { username, message: '请填写用户名和密码。' });
		const result = await locals.app.signIn.signIn(username, password, getClientAddress());
		if (!result.ok) return fail(401, { username, message: result.message });
		const { name, value, attributes } = result.cookie;
		cookies.set(name, value, { ...attributes });
		redirect(303, ownPath(url.searchParams.get('next')));
	},
};
