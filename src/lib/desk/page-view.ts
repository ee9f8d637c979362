import { error } from '@sveltejs/kit';
import type { Account, PageResult } from '../contract/pages.ts';

/** The view of a page, or its refusal as an error page in the server's own words. */
export function viewOf<T>(result: PageResult<T>): T {
	if (!result.ok) error(result.status, result.message);
	return result.view;
}

/** The signed-in person; the door in hooks.server.ts lets nobody else near a desk page. */
export function personOf(locals: { readonly account?: Account }): Account {
	if (!locals.account) error(401, '请先登录。');
	return locals.account;
}
