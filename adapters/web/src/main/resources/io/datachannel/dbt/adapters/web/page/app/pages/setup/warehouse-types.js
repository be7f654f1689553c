import { html } from 'app/core/html.js';

// A sign for each type, in a colour of its own; other types get theirs from their title.
const SIGNS = {
  duckdb: ['Du', 85], postgres: ['Pg', 250], redshift: ['Rs', 275], snowflake: ['Sf', 225], bigquery: ['Bq', 262], databricks: ['Db', 30],
  mysql: ['My', 210], mariadb: ['Ma', 160], sqlserver: ['Ms', 20], clickhouse: ['Ch', 65], trino: ['Tr', 340],
};

export const TypeSign = ({ name, title = name }) => {
  const [letters, hue] = SIGNS[name] ?? [title.slice(0, 2), (title.length * 47) % 360];
  return html`<span class="sign" aria-hidden="true" style=${{ '--hue': String(hue) }}>${letters}</span>`;
};

/** Where a warehouse is, in a few words. */
export function placeOf(warehouse) {
  const connection = warehouse.connection;
  const server = connection.host ?? connection.server ?? connection.account ?? connection.project ?? connection.path;
  const within = connection.dbname ?? connection.database ?? connection.catalog ?? connection.dataset;
  return [server, within, connection.schema].filter(Boolean).join(' · ');
}

export const methodOf = (type, name) => type.methods.find(method => method.name === name) ?? type.methods[0];

/** The lines of dbt-core that go with a warehouse; all where its type is not known. */
export function linesOf(types, warehouse) {
  const type = types?.find(one => one.name === warehouse?.type);
  return type ? methodOf(type, warehouse.connection.method).dbtVersions : null;
}

/** The types of warehouses, to choose one of. */
export const TypeCards = ({ types, onChoose }) => html`
  <ul class="type-cards">
    ${types.map(type => html`<li key=${type.name}><button type="button" class="type-card" data-test=${'type-' + type.name} onClick=${() => onChoose(type)}>
      <${TypeSign} name=${type.name} title=${type.title} /><span>${type.title}</span></button></li>`)}
  </ul>`;
