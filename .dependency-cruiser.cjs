// The layers: who may import whom. One rule per row of the table in ARCHITECTURE.md.
const ours = '^(packages|apps|bench)/'

/** `folder` may import of ours only itself and `allowed`. */
function layer(folder, allowed) {
  return {
    name: `${folder}-imports`,
    comment: `${folder} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { path: ours, pathNot: [folder, ...allowed].map((name) => `^${name}/`) },
  }
}

module.exports = {
  forbidden: [
    layer('packages/diary', []),
    layer('packages/inference', []),
    layer('packages/evidence', []),
    layer('packages/care', ['packages/diary', 'packages/inference', 'packages/evidence']),
    layer('packages/articles', ['packages/evidence']),
    layer('packages/exchange', ['packages/diary']),
    layer('packages/scheduling', []),
    layer('packages/store', ['packages/diary', 'packages/scheduling']),
    layer('packages/demo', ['packages']),
    layer('apps/web', ['packages']),
    layer('apps/server', ['packages', 'apps/web']),
    layer('apps/cli', ['packages', 'apps/server']),
    {
      name: 'inference-is-pure',
      comment: 'packages/inference runs in Node and in a browser: no built-in module of Node and no package of npm',
      severity: 'error',
      from: { path: '^packages/inference/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'exchange-runs-in-a-browser',
      comment: 'packages/exchange runs in Node and in a browser: no built-in module of Node',
      severity: 'error',
      from: { path: '^packages/exchange/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'scheduling-is-pure',
      comment: 'packages/scheduling runs in Node and in a browser: no built-in module of Node',
      severity: 'error',
      from: { path: '^packages/scheduling/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-circles', comment: 'no import circles anywhere', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'every import must be found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // made from the sources; what SvelteKit makes up as it builds; and packages of types alone, which the compiler finds
    exclude: { path: '^apps/web/(build|\\.svelte-kit|static|node_modules)/|/\\$types$|^\\$app/|^(mdast|hast)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
}
