//! Adapters: each implements one port.

pub mod aliyun_sms;
pub mod clamd;
pub mod database;
pub mod demo_sms;
pub mod ffmpeg;
pub mod folder_blobs;
pub mod http_sms;
pub mod key_folder;
pub mod memory;
pub mod object_blobs;
pub mod paced_clock;
pub mod postgres_bell;
pub mod smtp;
pub mod webhooks;
