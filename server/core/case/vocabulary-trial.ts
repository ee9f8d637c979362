import { may, need } from './data-fields.ts';
import type { VocabularyRow } from './vocabulary.ts';

const party = { partyId: need('code') };
const appeal = { appealId: need('code') };
const appealParty = { appealId: need('code'), partyId: may('code') };
const recusal = { requestId: need('code') };
const commission = { commissionId: need('code') };

/** Event types of the trial catalogue (domain catalogue §2.4), by the pattern of contract §3. */
export const trialRows: Readonly<Record<string, readonly VocabularyRow[]>> = {
	'trial-intake': [
		['materials-scanned', 'S', '完成信息录入、扫描、分案', {}],
		['paper-file-moved', 'S', '纸质卷宗移交承办法官', {}],
		['trial-file-moved', 'S', '案卷移送审判庭', {}],
		['panel-formed', 'F', '确定合议庭组成人员', {}],
		['panel-notified', 'S', '告知合议庭组成人员', {}],
		['recusal-requested', 'F', '申请回避', recusal],
		['recusal-decided', 'S', '作出回避决定', recusal],
		['recusal-review-requested', 'F', '申请回避复议', recusal],
		['recusal-review-decided', 'S', '作出回避复议决定', recusal],
	],
	'trial-service': [
		['service-started', 'S', '发起送达', {}],
		['complaint-sent', 'S', '发送起诉状副本', { ...party, last: need('boolean') }],
		['complaint-served', 'F', '被告收到起诉状副本', party],
		['answer-received', 'F', '收到答辩状', party],
		['answer-served', 'S', '发送答辩状副本', party],
		['hearing-notified', 'S', '通知开庭', { hearingId: need('code') }],
		['publication-started', 'S', '发出公告', {}],
		['publication-ended', 'F', '公告期满', {}],
		['service-commission-received', 'F', '收到委托送达函', commission],
		['service-commission-done', 'S', '完成委托送达', commission],
		['evidence-commission-received', 'F', '收到委托调查函', commission],
		['evidence-commission-done', 'S', '完成委托调查', commission],
	],
	'trial-judgment': [
		['committee-submitted', 'S', '提交审判委员会讨论', {}],
		['committee-decided', 'F', '审判委员会作出决定', {}],
		['judgment-pronounced', 'F', '宣告判决', { inCourt: need('boolean') }],
		['judgment-sent', 'P', '发送判决书', {}],
		['mediation-served', 'F', '送达调解书', { last: need('boolean') }],
		['payment-order-issued', 'S', '发出支付令', {}],
		[
			'document-effective',
			'F',
			'裁判文书生效',
			{ documentId: need('code'), documentKind: need(['judgment', 'ruling', 'decision', 'mediation', 'other']) },
		],
		['document-published', 'S', '裁判文书上网', { documentId: need('code') }],
	],
	appeal: [
		['appeal-received', 'F', '收到上诉状', appealParty],
		['appeal-copy-sent', 'S', '发送上诉状副本', { ...appealParty, last: need('boolean') }],
		['appeal-copy-served', 'F', '对方收到上诉状副本', appealParty],
		['appeal-answered', 'F', '收到上诉答辩状', appealParty],
		['appeal-file-sent', 'S', '移送二审', appeal],
		['appeal-gap-found', 'F', '发现上诉材料不齐', appeal],
		['appeal-supplement-notified', 'S', '通知补齐上诉材料', appeal],
		['appeal-supplemented', 'F', '补齐上诉材料', appeal],
		['file-recalled', 'F', '收到调卷通知', { recallId: need('code') }],
		['recalled-file-sent', 'S', '报送所调案卷', { recallId: need('code') }],
	],
};
