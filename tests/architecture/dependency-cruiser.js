// Layer rules: who may import whom. The table stands in the README; this file holds it.
const only = (name, from, allowed, extra = {}) => ({
	name,
	severity: 'error',
	from: { path: from, pathNot: '\\.test\\.ts$' },
	to: { pathNot: allowed, ...extra },
});
const home = (library, folders) => ({
	name: `home-of-${library.replaceAll('/', '-')}`,
	severity: 'error',
	from: { path: '^(server|src)', pathNot: folders },
	to: { path: `node_modules/${library}/` },
});

export default {
	forbidden: [
		{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
		{
			name: 'no-unresolved',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^(\\$app|\\$env|\\$service-worker|\\./\\$types)' },
		},
		// One rule about words is told to persons while they write as well: pages never import the server, so it lies with them.
		only('core-imports-core', '^server/core/', '^(server/core/|src/lib/format/typed-numbers\\.ts$)'),
		only(
			'rulebooks',
			'^server/rulebooks/',
			'^(server/(core|rulebooks)/|node_modules/(yaml|zod|chinese-days)|(node:)?(fs|url|crypto|module|path))',
		),
		only('store', '^server/store/', '^(server/(core|store)/|node_modules/|(node:)?(fs|path|crypto|url|worker_threads|util|zlib))'),
		only(
			'publish',
			'^server/publish/',
			'^(server/(core|publish)/|src/lib/(charts|format)/paper-|node_modules/|(node:)?(fs|fs/promises|path|url|module|os|child_process)$)',
		),
		only('calendar', '^server/calendar/', '^(server/(core|calendar)/|server/store/calendar\\.ts|node_modules/zod)'),
		only('flows', '^server/flows/', '^(server/(core|calendar|store|flows)/|(node:)?(crypto))'),
		only('workers', '^server/workers/', '^(server/(core|store|flows|rulebooks|workers)/|(node:)?worker_threads)'),
		only(
			'ingest',
			'^server/ingest/',
			'^(server/(core|flows|ingest)/|server/rulebooks/read-yaml\\.ts|src/lib/contract/|node_modules/(zod|csv-parse)|(node:)?stream)',
		),
		only('jobs', '^server/jobs/', '^(server/(core|flows|jobs)/|node_modules/node-cron)'),
		only(
			'notify',
			'^server/notify/',
			'^(server/(core|flows|notify)/|node_modules/standardwebhooks/|(node:)?(http|https|net|dns/promises)$)',
		),
		only('live', '^server/live/', '^(server/(core|store|live|auth)/|src/lib/contract/|node_modules/socket\\.io|(node:)?http)'),
		only('views', '^server/views/', '^(server/(core|store|views)/|src/lib/contract/)'),
		only('auth', '^server/auth/', '^(server/(core|store|auth)/|node_modules/(lucia|@node-rs)|(node:)?crypto)'),
		only(
			'http',
			'^server/http/',
			'^(server/(core|store|ingest|flows|auth|views|http)/|src/lib/contract/|node_modules/(hono|@hono|prom-client)|(node:)?(http|crypto))',
		),
		only('demo-world', '^server/demo/world/', '^server/(core|demo/world)/'),
		only('contract', '^src/lib/contract/', '^(src/lib/contract/|node_modules/zod)'),
		{ name: 'tiles', severity: 'error', from: { path: '^src/lib/tiles/' }, to: { path: '^src/lib/(live|scenes|screens|desk)/' } },
		{
			name: 'no-tile-imports-a-tile',
			severity: 'error',
			from: { path: '^src/lib/tiles/([^/]+)/' },
			to: { path: '^src/lib/tiles/', pathNot: '^src/lib/tiles/$1/' },
		},
		{ name: 'lib-never-routes', severity: 'error', from: { path: '^src/lib/' }, to: { path: '^src/routes/' } },
		{ name: 'pages-never-server', severity: 'error', from: { path: '^src/', pathNot: '^src/app\\.d\\.ts$' }, to: { path: '^server/' } },
		home('kysely', '^server/store/'),
		home('better-sqlite3', '^server/store/'),
		home('pg', '^server/store/'),
		home('node-cron', '^server/jobs/'),
		home('standardwebhooks', '^server/notify/'),
		home('socket\\.io-client', '^(src/lib/live/|tests/)'),
		home('echarts', '^(src/lib/charts/|server/publish/)'),
		home('hono', '^server/http/'),
		home('prom-client', '^server/http/'),
		home('lucia', '^server/auth/'),
		home('docx', '^server/publish/'),
		home('@resvg', '^server/publish/'),
		home('harfbuzzjs', '^server/publish/'),
		home('write-excel-file', '^server/publish/'),
		home('csv-parse', '^server/ingest/'),
		home('yaml', '^server/(rulebooks/|cli-rules)'),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.(test|fixture)\\.ts$' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'server/tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default', 'types', 'svelte'],
			extensions: ['.ts', '.js', '.svelte', '.d.ts', '.mjs'],
		},
	},
};
