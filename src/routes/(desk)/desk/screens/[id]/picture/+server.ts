import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	const { bytes, mediaType } = viewOf(await locals.app.devices.devicePicture(personOf(locals), params.id));
	return new Response(bytes.slice(), { headers: { 'content-type': mediaType, 'content-disposition': 'inline' } });
};
