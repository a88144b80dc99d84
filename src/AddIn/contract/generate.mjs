import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const contract = new URL('../../DocService/openapi.json', import.meta.url);
const target = new URL('../src/service/routes.d.ts', import.meta.url);

/** The service reads numbers from strings as well, and its contract says so; what it writes are numbers. */
const numbers = (schema) => {
  const types = Array.isArray(schema.type) ? schema.type : [];
  if (!types.includes('string') || !types.some((type) => type === 'integer' || type === 'number')) return undefined;
  const number = ts.factory.createKeywordTypeNode(ts.SyntaxKind.NumberKeyword);
  return types.includes('null') ? ts.factory.createUnionTypeNode([number, ts.factory.createLiteralTypeNode(ts.factory.createNull())]) : number;
};

const written = astToString(await openapiTS(JSON.parse(readFileSync(contract, 'utf8')), { transform: numbers, defaultNonNullable: false }));
writeFileSync(target, `// Generated from openapi.json by contract/generate.mjs.\n${written}`);
