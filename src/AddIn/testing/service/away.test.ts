import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultText } from '../../src/i18n/faultText';
import { answered, connectService } from '../../src/service/client';

let server: Server;
let address: string;
beforeAll(() => new Promise<void>((done) => {
  // Takes the request and says nothing.
  server = createServer(() => { /* no answer */ });
  server.listen(0, '127.0.0.1', () => {
    address = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    done();
  });
}));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a service that is away', () => {
  it.each([
    ['does not listen', 'http://127.0.0.1:1', 60_000],
    ['listens and never answers', '', 150],
  ])('%s: said with what to do, and that nothing is lost', async (_, where, patience) => {
    const service = connectService('zh-CN', undefined, where === '' ? address : where, patience);
    let fault: unknown = null;
    try {
      await answered<unknown>(service.GET('/api/me'));
    } catch (thrown) {
      fault = thrown;
    }
    expect(faultText(fault, 'zh-CN')).toMatchObject({ cause: '连接不上服务。', next: expect.stringContaining('表格里的内容都还在') as string, code: 'service.away' });
  });
});

describe('a fault of the grid', () => {
  it('does not speak of Excel', async () => {
    const { HostFault, hostFaultCodes } = await import('../../src/ports/HostFault');
    const possible = hostFaultCodes.filter((code) => ['GeneralException', 'InvalidArgument', 'ItemNotFound', 'GridGone', 'NotSupported'].includes(code));
    for (const code of possible) expect(JSON.stringify(faultText(new HostFault(code), 'zh-CN', 'web'))).not.toMatch(code === 'NotSupported' ? /您的 Excel/ : /Excel/);
    expect(possible.length).toBe(5);
  });
});
