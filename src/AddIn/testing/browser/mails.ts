import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** Address of the page it leads to; empty where it leads nowhere. */
  readonly link: string;
}

const word = /=\?UTF-8\?B\?([^?]*)\?=/g;
const decoded = (text: string): string => Buffer.from(text, 'base64').toString();

/** What somebody got by e-mail, oldest first: the .eml files the service keeps where no mail server is set. */
export function mailsTo(folder: string, address: string): Mail[] {
  return readdirSync(folder).filter((name) => name.endsWith('.eml')).sort()
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .filter((message) => new RegExp(`^To:.*(?:\\r\\n .*)*<?${address}>?`, 'm').test(message))
    .map((message) => {
      const head = /^Subject: (.*(?:\r\n .*)*)/m.exec(message)![1]!.replace(/\?=\r\n =\?/g, '?==?');
      const text = decoded(/Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(message)![1]!);
      return { subject: head.replace(word, (_, piece: string) => decoded(piece)), text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? '' };
    });
}
