import { may, need } from './data-fields.ts';
import type { VocabularyRow } from './vocabulary.ts';

/** Event types of the rest of the enforcement catalogue (domain catalogue §2.3), by the pattern of contract §3. */
export const enforcementRows: Readonly<Record<string, readonly VocabularyRow[]>> = {
	intake: [['application-received', 'F', '收到执行申请', { applicationId: may('code'), urgent: may('boolean') }]],
	transfer: [['transfer-received', 'F', '接收移送案件', { fromCourt: need('code') }]],
};
