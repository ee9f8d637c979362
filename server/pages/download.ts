import type { DownloadFile } from '../../src/lib/contract/lists.ts';
import type { Account, PageResult } from '../../src/lib/contract/pages.ts';
import type { Principal } from '../core/access/may.ts';
import { dayOfInstant } from '../core/time/zone.ts';
import type { FlowContext } from '../flows/context.ts';
import { noteDownload } from '../flows/note-download.ts';
import { actorOf } from '../http/caller.ts';
import { tableFile, tableTypes, type TableDocument, type TableFormat } from '../publish/table-file.ts';
import { mostRows } from '../views/worklist-table.ts';

/** A list as a file, named with the court's day; who took it along is audited. Without a table it has more rows than a file takes. */
export async function download(
	context: FlowContext,
	asks: { readonly who: Principal; readonly account: Account; readonly address: string; readonly filter: object },
	table: TableDocument | undefined,
	format: TableFormat,
): Promise<PageResult<DownloadFile>> {
	if (!table) return { ok: false, status: 403, message: `清单超过 ${mostRows.toLocaleString('en-US')} 行，请先筛选再导出。` };
	const zone = context.directory().courts.get(asks.account.court)?.zone ?? 'Asia/Shanghai';
	const fileName = `${table.name}-${dayOfInstant(context.now(), zone)}.${format}`;
	const bytes = await tableFile(table, format);
	await noteDownload(context, actorOf(asks.who, asks.address), table.name, { rows: table.rows.length, format, filter: asks.filter });
	return { ok: true, view: { bytes, mediaType: tableTypes[format], fileName } };
}
