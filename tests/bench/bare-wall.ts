import Sqlite from 'better-sqlite3';
import { createServer, type Server as HttpServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from 'socket.io';

// The bare baseline of event-to-dom: a POST inserts one row durably, a socket tells it, a page writes it into an element. No clock, no
// fold, no projection, no tiles.
const client = readFileSync(join(import.meta.dirname, '../../node_modules/socket.io-client/dist/socket.io.min.js'), 'utf8');
const page = `<!doctype html><body><div data-tile="ticker"></div><script>${client}</script><script>io().on('row', (text) => { document.querySelector('[data-tile]').textContent = text; });</script>`;

/** Starts the bare wall on a free port. */
export async function startBareWall(file: string): Promise<{ readonly port: number; readonly http: HttpServer }> {
	const db = new Sqlite(file);
	db.pragma('journal_mode = WAL');
	db.exec('create table row (id integer primary key, body text not null)');
	db.pragma('synchronous = FULL');
	const insert = db.prepare('insert into row (body) values (?)');
	const http = createServer((request, response) => {
		if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end(page);
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			insert.run(body);
			response.end('ok');
			io.emit('row', body);
		});
	});
	const io = new Server(http, { serveClient: false });
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	return { port: (http.address() as { port: number }).port, http };
}
