// What Excel would take for a formula, a number, a date (3月9日, 2023-03) or a truth value.
const mistaken = /^(?:[=+\-@'#$¥€£(.\d]|(?:true|false)$|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;

/** A text that Excel keeps as it is. The apostrophe is Excel's own sign for that and not part of the content. */
export const keptAsText = <T extends string | number>(content: T): T | string => (typeof content === 'string' && mistaken.test(content) ? `'${content}` : content);
