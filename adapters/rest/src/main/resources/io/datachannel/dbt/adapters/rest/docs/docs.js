// The validator would be another host, which the page's policy forbids.
SwaggerUIBundle({ url: "/openapi", dom_id: "#docs", deepLinking: true, validatorUrl: null, tryItOutEnabled: false });
