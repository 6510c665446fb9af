//! One request through the router, as the network would bring it, and what came back.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, header};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{HOST, TestApp};

#[derive(Clone)]
pub(crate) struct Call {
    method: Method,
    path: String,
    host: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    peer: SocketAddr,
}

impl Call {
    fn new(method: Method, path: impl Into<String>) -> Self {
        let peer = SocketAddr::from(([203, 0, 113, 7], 50_000));
        Self { method, path: path.into(), host: HOST.to_owned(), headers: Vec::new(), body: Vec::new(), peer }
    }

    /// By any method.
    pub(crate) fn to(method: &str, path: impl Into<String>) -> Self {
        Self::new(method.parse().unwrap(), path)
    }

    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    pub(crate) fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("authorization", format!("Bearer {token}"))
    }

    pub(crate) fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", kind)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    pub(crate) fn form(self, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.body("application/x-www-form-urlencoded", body)
    }

    pub(crate) fn host(self, host: &str) -> Self {
        Self { host: host.to_owned(), ..self }
    }

    pub(crate) fn from(self, ip: [u8; 4]) -> Self {
        Self { peer: SocketAddr::from((ip, 50_000)), ..self }
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// `Null` when the body is empty, a string when it is no JSON.
    pub(crate) body: Value,
}

impl Answer {
    /// Status and the whole body of a refusal: these two fields and no other.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, error: &str, description: &str) {
        assert_eq!((self.status, &self.body), (status, &json!({ "error": error, "error_description": description })));
    }

    /// A success with these fields and only these, in alphabetical order.
    #[track_caller]
    pub(crate) fn has_fields(&self, names: &[&str]) {
        assert_eq!(self.status, 200, "{}", self.body);
        let fields: Vec<&str> = self.body.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, names);
    }

    #[track_caller]
    pub(crate) fn text(&self, field: &str) -> String {
        self.body[field].as_str().unwrap_or_else(|| panic!("no {field} in {}", self.body)).to_owned()
    }

    #[track_caller]
    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.contains_key(name)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no header {name}")).to_str().unwrap()
    }
}

impl TestApp {
    pub(crate) async fn send(&self, call: Call) -> Answer {
        Self::carry(self.router.clone(), call).await
    }

    /// All at once, each on a task of its own; the answers in the order of the calls.
    pub(crate) async fn race(&self, calls: impl IntoIterator<Item = Call>) -> Vec<Answer> {
        let running: Vec<_> = calls.into_iter().map(|call| tokio::spawn(Self::carry(self.router.clone(), call))).collect();
        futures_util::future::join_all(running).await.into_iter().map(Result::unwrap).collect()
    }

    async fn carry(router: Router, call: Call) -> Answer {
        let mut request = Request::builder().method(call.method).uri(call.path).header(header::HOST, call.host);
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        let mut request = request.body(Body::from(call.body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(call.peer));
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = || Value::String(String::from_utf8_lossy(&bytes).into_owned());
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap_or_else(|_| text()) };
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Call::post(path).json(&body)).await
    }
}
