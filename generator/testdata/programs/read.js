// Opens files of a site in programs of their users: node read.js SITE. It prints a line of JSON.
const fs = require("fs"), { Package } = require("datapackage"), { Cite } = require("@citation-js/core");
for (const plugin of ["bibtex", "ris", "csl"]) require(`@citation-js/plugin-${plugin}`);
const site = process.argv[2];
(async () => {
  const out = { references: {}, tables: {}, errors: [] };
  for (const form of ["bib", "json", "ris"]) {
    const { data } = new Cite(fs.readFileSync(`${site}/references.${form}`, "utf8"));
    out.references[form] = data.map((work) => work.title);
  }
  const tables = await Package.load(`${site}/data/datapackage.json`);
  out.errors = tables.errors.map((e) => e.message);
  for (const table of tables.resources) {
    try {
      out.tables[table.name] = (await table.read({ relations: true })).length;
    } catch (e) {
      out.errors.push(`${table.name}: ${e.message} ${(e.errors ?? []).map((e) => e.message).join("; ")}`);
    }
  }
  console.log(JSON.stringify(out));
})();
