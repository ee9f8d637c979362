import Sqlite from 'better-sqlite3';
import { createServer } from 'node:http';
import { Server } from 'socket.io';

// The bare baseline of the screens bench: a POST inserts one row durably, a room of Socket.IO is told, 0.9 kB each. No rights, no fold,
// no projection.
const db = new Sqlite(process.argv[2]!);
db.pragma('journal_mode = WAL');
db.exec('create table row (id integer primary key, body text not null)');
db.pragma('synchronous = FULL');
const insert = db.prepare('insert into row (body) values (?)');
const filler = 'x'.repeat(850);
const counts = new Map<string, number>();
const http = createServer((request, response) => {
	let body = '';
	request.on('data', (chunk: Buffer) => (body += chunk.toString()));
	request.on('end', () => {
		const { court, label } = JSON.parse(body) as { court: string; label: string };
		insert.run(body);
		const at = performance.timeOrigin + performance.now();
		const revision = (counts.get(court) ?? 0) + 1;
		counts.set(court, revision);
		io.to(court).emit('row', { label, at, revision, filler });
		response.end('ok');
	});
});
const io = new Server(http, { serveClient: false });
io.on('connection', (socket) => socket.on('join', (court: string) => void socket.join(court)));
http.listen(0, '127.0.0.1', () => process.send!({ port: (http.address() as { port: number }).port }));
process.on('message', () => process.send!({ rssMb: process.memoryUsage.rss() / 1e6 }));
